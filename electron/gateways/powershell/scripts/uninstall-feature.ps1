# Uninstalls a role service (on a client Windows an optional feature). It can't be cancelled.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$client = (Get-CimInstance -ClassName 'Win32_OperatingSystem').ProductType -eq 1
$optional = @{ 'Web-WebSockets' = 'IIS-WebSockets'; 'Web-Scripting-Tools' = 'IIS-ManagementScriptingTools' }
Write-SwbCommit
if ($client) {
  $answer = Disable-WindowsOptionalFeature -Online -FeatureName $optional[$In.feature] -NoRestart
  Write-SwbDone -Value ([pscustomobject] @{ success = $true; exitCode = 'Success'; restartNeeded = [bool] $answer.RestartNeeded })
} else {
  $answer = Uninstall-WindowsFeature -Name $In.feature -Confirm:$false
  $restart = [string] $answer.RestartNeeded -ne 'No'
  Write-SwbDone -Value ([pscustomobject] @{ success = [bool] $answer.Success; exitCode = [string] $answer.ExitCode; restartNeeded = $restart })
}
