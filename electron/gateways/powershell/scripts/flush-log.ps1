# Lets HTTP.sys write the rows of logs that it keeps back. netsh speaks the display language: only its exit code is looked at.
param([string] $Json)
$answer = Invoke-SwbProgram -FilePath 'netsh.exe' -ArgumentList 'http', 'flush', 'logbuffer'
if ($answer.ExitCode -ne 0) { Stop-Swb -Code 'action-refused' -Message 'netsh http flush logbuffer was refused.' -Fix 'Start the program as administrator.' }
Write-SwbDone -Value ([pscustomobject] @{ flushed = $true })
