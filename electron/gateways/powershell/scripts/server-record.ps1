# The journal's copy on the server. Only administrators can make a folder here, so nobody else has put one there before;
# and from the first moment nobody else may look into it.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$folder = Get-SwbPath -Path '%windir%\System32\inetsrv\IISSwitchboard'
$file = [System.IO.Path]::Combine($folder, 'journal.jsonl')
$most = 4194304
if ($In.action -eq 'read') {
  $text = ''
  $stamp = ''
  if ([System.IO.File]::Exists($file)) {
    $share = [System.IO.FileShare]::ReadWrite -bor [System.IO.FileShare]::Delete
    $stream = [System.IO.FileStream]::new($file, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, $share)
    try {
      $stamp = [string] $stream.Length + ' ' + [System.IO.File]::GetLastWriteTimeUtc($file).ToString('o')
      if ($stamp -eq $In.known) { Write-SwbDone -Value ([pscustomobject] @{ file = $file; stamp = $stamp; base64 = '' }); return }
      if ($stream.Length -gt $most) { $null = $stream.Seek(-$most, [System.IO.SeekOrigin]::End) }
      $memory = [System.IO.MemoryStream]::new()
      $stream.CopyTo($memory)
      $text = [System.Convert]::ToBase64String($memory.ToArray())
    } finally {
      $stream.Dispose()
    }
  }
  Write-SwbDone -Value ([pscustomobject] @{ file = $file; stamp = $stamp; base64 = $text })
  return
}
$new = -not [System.IO.Directory]::Exists($folder)
# Also of one that is there: whoever made it may have been killed before it had its rights.
if ($new -or $In.ensure) {
  $null = [System.IO.Directory]::CreateDirectory($folder)
  # Administrators and SYSTEM, by their SIDs: names change with the language.
  $answer = Invoke-SwbProgram -FilePath 'icacls.exe' -ArgumentList $folder, '/inheritance:r', '/grant:r', '*S-1-5-32-544:(OI)(CI)F', '*S-1-5-18:(OI)(CI)F'
  if ($answer.ExitCode -ne 0) {
    if ($new) { [System.IO.Directory]::Delete($folder) }
    Stop-Swb -Code 'write-failed' -Message "The rights of $folder could not be set, so the journal has no copy on the server."
  }
}
$bytes = [System.Convert]::FromBase64String($In.base64)
for ($try = 1; $true; $try++) {
  try {
    $stream = [System.IO.FileStream]::new($file, [System.IO.FileMode]::Append, [System.IO.FileAccess]::Write, [System.IO.FileShare]::Read)
    break
  } catch {
    # Another administrator may be writing a line.
    if ($try -ge 20) { throw }
    [System.Threading.Thread]::Sleep(50)
  }
}
try {
  $stream.Write($bytes, 0, $bytes.Length)
  $stream.Flush($true)
} finally {
  $stream.Dispose()
}
Write-SwbDone -Value ([pscustomobject] @{ file = $file; stamp = ''; base64 = '' })
