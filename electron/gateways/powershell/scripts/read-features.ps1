# State of the role services that matter; on a client Windows of the optional features of the same purpose.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$system = Get-CimInstance -ClassName 'Win32_OperatingSystem'
$names = @('Available', 'Installed', 'UninstallPending', 'InstallPending', 'NotPresent', 'Removed', 'Unknown')
$features = [System.Collections.Generic.List[object]]::new()
if ($system.ProductType -ne 1) {
  foreach ($feature in @(Get-WindowsFeature -Name $In.names)) {
    # Made JSON it is a number, on the console a name: both are taken.
    $state = [string] $feature.InstallState
    if ($state -match '^[0-6]$') { $state = $names[[int] $state] }
    if ($names -notcontains $state) { $state = 'Unknown' }
    $features.Add([pscustomobject] @{ name = [string] $feature.Name; state = $state })
  }
  Write-SwbDone -Value ([pscustomobject] @{ kind = 'server'; features = @($features) })
} else {
  $client = @{ 'Web-WebSockets' = 'IIS-WebSockets'; 'Web-Server' = 'IIS-WebServer'; 'Web-AppInit' = 'IIS-ApplicationInit'; 'Web-Request-Monitor' = 'IIS-RequestMonitor'; 'Web-Scripting-Tools' = 'IIS-ManagementScriptingTools' }
  $states = @{ 'Enabled' = 'Installed'; 'Disabled' = 'Available'; 'EnablePending' = 'InstallPending'; 'DisablePending' = 'UninstallPending'; 'DisabledWithPayloadRemoved' = 'Removed' }
  foreach ($name in @($In.names)) {
    if (-not $client.ContainsKey($name)) { continue }
    $feature = Get-WindowsOptionalFeature -Online -FeatureName $client[$name]
    $state = 'Unknown'
    if ($null -ne $feature -and $states.ContainsKey([string] $feature.State)) { $state = $states[[string] $feature.State] }
    $features.Add([pscustomobject] @{ name = $client[$name]; state = $state })
  }
  Write-SwbDone -Value ([pscustomobject] @{ kind = 'client'; features = @($features) })
}
