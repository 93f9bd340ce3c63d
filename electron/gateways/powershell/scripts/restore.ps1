# Puts the whole configuration of IIS back to one of our backups: every site is restarted by it.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$tool = Get-SwbPath -Path '%windir%\System32\inetsrv\appcmd.exe'
$kept = Get-SwbPath -Path ('%windir%\System32\inetsrv\backup\' + $In.name + '\applicationHost.config')
if (-not [System.IO.File]::Exists($kept)) { Stop-Swb -Code 'not-found' -Message "IIS has no backup $($In.name) any more; nothing was written." }
$configuration = Get-SwbConfiguration
# appcmd puts back the local file only; in shared configuration that one is not in force.
if ($configuration.Redirected) { Stop-Swb -Code 'read-only' -Message 'This server takes its configuration from elsewhere (shared configuration), where IIS restores no backup; nothing was written.' -Fix 'Copy the backup over the shared file by hand.' }
Assert-SwbHash -Path $configuration.Path -Hash $In.expectedHash
Write-SwbCommit
$answer = Invoke-SwbProgram -FilePath $tool -ArgumentList 'restore', 'backup', $In.name
if ($answer.ExitCode -ne 0) { Stop-Swb -Code 'write-failed' -Message 'IIS could not restore the backup; look at the configuration before anything else.' }
$after = Get-SwbHash -Bytes (Get-SwbBytes -Path $configuration.Path)
Write-SwbDone -Value ([pscustomobject] @{ name = $In.name; hashAfter = $after })
