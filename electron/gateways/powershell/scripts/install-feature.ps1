# Installs a role service (on a client Windows an optional feature), with live progress. It can't be cancelled.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$client = (Get-CimInstance -ClassName 'Win32_OperatingSystem').ProductType -eq 1
$optional = @{ 'Web-WebSockets' = 'IIS-WebSockets'; 'Web-Scripting-Tools' = 'IIS-ManagementScriptingTools' }
if (-not $client) {
  $known = Get-WindowsFeature -Name $In.feature
  if ([string] $known.InstallState -eq 'Removed' -or [string] $known.InstallState -eq '5') {
    Stop-Swb -Code 'feature-source-missing' -Message 'The files of the feature were removed from this server, so it can not be installed from here.' -Fix 'Install it with Install-WindowsFeature -Source and a Windows image.'
  }
}
Write-SwbCommit
# The progress stream can't be redirected: the cmdlet runs beside, and its stream is read.
$worker = New-SwbWorker
try {
  if ($client) {
    $null = $worker.AddCommand('Enable-WindowsOptionalFeature').AddParameter('Online', $true).AddParameter('FeatureName', $optional[$In.feature]).AddParameter('All', $true).AddParameter('NoRestart', $true)
  } else {
    $null = $worker.AddCommand('Install-WindowsFeature').AddParameter('Name', $In.feature)
  }
  $running = $worker.BeginInvoke()
  $last = -1
  while (-not $running.AsyncWaitHandle.WaitOne(250)) {
    $records = @($worker.Streams.Progress)
    if ($records.Count -eq 0 -or $records[-1].PercentComplete -eq $last) { continue }
    $last = $records[-1].PercentComplete
    $percent = $null
    if ($last -ge 0) { $percent = $last }
    Write-SwbProgress -Activity ([string] $records[-1].Activity) -Percent $percent
  }
  $answer = @($worker.EndInvoke($running))
  # The cmdlet writes the reason as an error and answers "Failed": the reason says more.
  if ($worker.Streams.Error.Count -gt 0 -and ($answer.Count -eq 0 -or -not $answer[0].Success)) { throw $worker.Streams.Error[0].Exception }
} finally {
  $worker.Dispose()
}
if ($client) {
  $restart = [bool] $answer[0].RestartNeeded
  Write-SwbDone -Value ([pscustomobject] @{ success = $true; exitCode = 'Success'; restartNeeded = $restart })
} else {
  $restart = [string] $answer[0].RestartNeeded -ne 'No'
  Write-SwbDone -Value ([pscustomobject] @{ success = [bool] $answer[0].Success; exitCode = [string] $answer[0].ExitCode; restartNeeded = $restart })
}
