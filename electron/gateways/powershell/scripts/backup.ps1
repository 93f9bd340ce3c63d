# IIS's own backup of its configuration, which can be restored without us. The name is ours.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$tool = Get-SwbPath -Path '%windir%\System32\inetsrv\appcmd.exe'
if (-not [System.IO.File]::Exists($tool)) { Stop-Swb -Code 'iis-missing' -Message 'IIS is not installed on this computer.' }
$answer = Invoke-SwbProgram -FilePath $tool -ArgumentList 'add', 'backup', $In.name
if ($answer.ExitCode -ne 0) {
  if (($answer.Lines -join ' ') -match '0x80070005') { Stop-Swb -Code 'access-denied' -Message 'The backup could not be made: this account may not do that. Nothing was written.' -Fix 'Use an administrator of the server.' }
  Stop-Swb -Code 'write-failed' -Message 'IIS could not make a backup, so nothing was written.' -Fix 'Look at the free space of the system drive and at inetsrv\backup.'
}
# appcmd copies this computer's own file; in shared configuration the one in force lies elsewhere, and is copied as well.
$configuration = Get-SwbConfiguration
$folder = Get-SwbPath -Path ('%windir%\System32\inetsrv\backup\' + $In.name)
if ($configuration.Redirected) {
  try {
    [System.IO.File]::WriteAllBytes([System.IO.Path]::Combine($folder, 'shared-applicationHost.config'), (Get-SwbBytes -Path $configuration.Path))
  } catch {
    Stop-Swb -Code 'write-failed' -Message 'The shared configuration could not be copied beside the backup, so nothing was written.' -Fix 'Look at the free space of the system drive and at inetsrv\backup.'
  }
}
Write-SwbDone -Value ([pscustomobject] @{ name = $In.name; folder = $folder })
