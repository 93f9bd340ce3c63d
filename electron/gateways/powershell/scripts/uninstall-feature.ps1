# Uninstalls a role service (on a client Windows an optional feature). It can't be cancelled.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
Write-SwbCommit
if ($In.client) {
  $answer = Disable-WindowsOptionalFeature -Online -FeatureName $In.feature -NoRestart
  Write-SwbDone -Value ([pscustomobject] @{ success = $true; exitCode = 'Success'; restartNeeded = [bool] $answer.RestartNeeded })
} else {
  $answer = Uninstall-WindowsFeature -Name $In.feature -Confirm:$false
  $restart = [string] $answer.RestartNeeded -ne 'No'
  Write-SwbDone -Value ([pscustomobject] @{ success = [bool] $answer.Success; exitCode = [string] $answer.ExitCode; restartNeeded = $restart })
}
