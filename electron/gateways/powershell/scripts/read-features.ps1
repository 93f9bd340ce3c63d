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
  # What this version of Windows does not know it does not list.
  $listed = @($features | ForEach-Object -Process { $_.name })
  foreach ($name in @($In.names)) { if ($listed -notcontains $name) { $features.Add([pscustomobject] @{ name = $name; state = 'NotPresent' }) } }
  Write-SwbDone -Value ([pscustomobject] @{ kind = 'server'; features = @($features) })
} else {
  $client = @{ 'Web-WebSockets' = 'IIS-WebSockets'; 'Web-Server' = 'IIS-WebServer'; 'Web-AppInit' = 'IIS-ApplicationInit'; 'Web-Request-Monitor' = 'IIS-RequestMonitor'; 'Web-Scripting-Tools' = 'IIS-ManagementScriptingTools' }
  $states = @{ 'Enabled' = 'Installed'; 'Disabled' = 'Available'; 'EnablePending' = 'InstallPending'; 'DisablePending' = 'UninstallPending'; 'DisabledWithPayloadRemoved' = 'Removed' }
  foreach ($name in @($In.names)) {
    if (-not $client.ContainsKey($name)) { continue }
    $state = 'Unknown'
    $feature = $null
    try {
      $feature = Get-WindowsOptionalFeature -Online -FeatureName $client[$name]
      if ($null -eq $feature) { $state = 'NotPresent' }
    } catch {
      # A name that DISM does not know (0x800F080C) is one thing; a refusal is the whole answer's.
      if ($_.Exception.GetBaseException().HResult -ne -2146498548) { throw }
      $state = 'NotPresent'
    }
    if ($null -ne $feature -and $states.ContainsKey([string] $feature.State)) { $state = $states[[string] $feature.State] }
    $features.Add([pscustomobject] @{ name = $client[$name]; state = $state })
  }
  Write-SwbDone -Value ([pscustomobject] @{ kind = 'client'; features = @($features) })
}
