# HTTP.sys's own time-outs, for the whole machine. netsh speaks the display language: only its exit code is looked at.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
Write-SwbCommit
if ($In.action -eq 'add') {
  $answer = Invoke-SwbProgram -FilePath 'netsh.exe' -ArgumentList 'http', 'add', 'timeout', ('timeouttype=' + $In.timeout), ('value=' + $In.seconds)
} else {
  $answer = Invoke-SwbProgram -FilePath 'netsh.exe' -ArgumentList 'http', 'delete', 'timeout', ('timeouttype=' + $In.timeout)
}
if ($answer.ExitCode -ne 0) { Stop-Swb -Code 'action-refused' -Message 'HTTP.sys did not take the time-out; nothing was changed.' -Fix 'Try it as administrator.' }
Write-SwbDone -Value ([pscustomobject] @{ timeout = $In.timeout })
