# The journal's copy on the server.
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
$null = Get-SwbOwnFolder -Ensure $In.ensure -Why 'the journal has no copy on the server.'
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
