# Puts the whole configuration of IIS back to one of our backups: every site is restarted by it.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$tool = Get-SwbPath -Path '%windir%\System32\inetsrv\appcmd.exe'
Write-SwbCommit
$answer = Invoke-SwbProgram -FilePath $tool -ArgumentList 'restore', 'backup', $In.name
if ($answer.ExitCode -ne 0) { Stop-Swb -Code 'write-failed' -Message 'IIS could not restore the backup; look at the configuration before anything else.' }
Write-SwbDone -Value ([pscustomobject] @{ name = $In.name })
