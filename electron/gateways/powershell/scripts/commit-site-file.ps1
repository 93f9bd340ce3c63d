# Makes, replaces or takes away one file in the folder of an application, if it still is what the preview was made of.
# With 'check' it only says which SHA-256 the file would have.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$place = Get-SwbSiteFile -Folder $In.folder -Name $In.name
$path = $place.Path
$changed = "$path has changed since the preview; nothing was written."
$again = 'Look at the new preview and apply that.'
$hashNow = {
  if ([System.IO.File]::Exists($path)) { Get-SwbHash -Bytes (Get-SwbBytes -Path $path) } else { '' }
}
$assert = { if ((& $hashNow) -ne [string] $In.expectedHash) { Stop-Swb -Code 'file-changed' -Message $changed -Fix $again } }
$there = $null -ne $In.expectedHash
[byte[]] $old = @()
if ($there -and [System.IO.File]::Exists($path)) { $old = Get-SwbBytes -Path $path }
& $assert
if ($there) {
  $kind = [System.IO.File]::GetAttributes($path).ToString()
  if ($kind -match 'ReparsePoint') { Stop-Swb -Code 'read-only' -Message "$path is a link; nothing was written." -Fix 'Change the file that it stands for.' }
  if ($kind -match 'ReadOnly') { Stop-Swb -Code 'read-only' -Message "$path is marked read-only; nothing was written." -Fix 'Take that mark away first.' }
}
$files = Get-SwbPath -Path '%windir%\System32\inetsrv\IISSwitchboard\files'
# ---- What it becomes. ----
$content = $In.content
[byte[]] $new = @()
if ($content.kind -eq 'bytes') {
  $new = [System.Convert]::FromBase64String($content.base64)
} elseif ($content.kind -eq 'splices') {
  $utf8 = [System.Text.UTF8Encoding]::new($false, $true)
  try { $text = $utf8.GetString($old) } catch { Stop-Swb -Code 'encoding-broken' -Message "$path is not UTF-8; nothing was written." -Fix 'Save it as UTF-8 first.' }
  $shift = 0
  if ($text.Length -gt 0 -and $text[0] -eq [char] 0xFEFF) { $shift = 1 }
  $made = [System.Text.StringBuilder]::new()
  $at = 0
  foreach ($splice in @($content.splices)) {
    $from = $splice.start + $shift
    $to = $splice.end + $shift
    if ($from -lt $at -or $to -lt $from -or $to -gt $text.Length) { Stop-Swb -Code 'file-changed' -Message $changed -Fix $again }
    $out = $text.Substring($from, $to - $from)
    # What is taken out was not read as a whole: it may hold something else than it seems.
    if ($splice.removedHash -ne '' -and (Get-SwbHash -Bytes $utf8.GetBytes($out)) -ne $splice.removedHash) { Stop-Swb -Code 'file-changed' -Message $changed -Fix $again }
    $null = $made.Append($text, $at, $from - $at).Append([string] $splice.text)
    $at = $to
  }
  $null = $made.Append($text, $at, $text.Length - $at)
  $new = $utf8.GetBytes($made.ToString())
} elseif ($content.kind -eq 'copy') {
  $source = [System.IO.Path]::Combine($files, $content.name)
  if (-not [System.IO.File]::Exists($source)) { Stop-Swb -Code 'cannot-undo' -Message "The copy from before, $source, is not there any more." -Fix 'Take out by hand what is not wanted.' }
  $new = Get-SwbBytes -Path $source
  if ((Get-SwbHash -Bytes $new) -ne $content.hash) { Stop-Swb -Code 'cannot-undo' -Message "The copy from before, $source, is not what was replaced." -Fix 'Take out by hand what is not wanted.' }
}
$goes = $content.kind -eq 'none'
$after = ''
if (-not $goes) { $after = Get-SwbHash -Bytes $new }
if ($In.check) { Write-SwbDone -Value ([pscustomobject] @{ hashAfter = $after }); return }
# ---- Writing: each file appears whole under its name, or not at all. ----
$writeNew = {
  param([string] $File, [byte[]] $Bytes)
  $stream = [System.IO.FileStream]::new($File, [System.IO.FileMode]::CreateNew, [System.IO.FileAccess]::Write, [System.IO.FileShare]::None)
  try {
    $stream.Write($Bytes, 0, $Bytes.Length)
    $stream.Flush($true)
  } finally {
    $stream.Dispose()
  }
}
$folder = [System.IO.Path]::GetDirectoryName($path)
# What a lost call left there before: ours by its name, and nobody is at it after ten minutes. IIS serves no .tmp.
$stem = '.' + [System.IO.Path]::GetFileName($path) + '.'
foreach ($debris in [System.IO.Directory]::GetFiles($folder, $stem + '*.tmp')) {
  if ([System.IO.File]::GetLastWriteTimeUtc($debris) -lt [System.DateTime]::UtcNow.AddMinutes(-10)) { try { [System.IO.File]::Delete($debris) } catch { Write-Verbose -Message 'It stays.' } }
}
$unique = [System.IO.Path]::Combine($folder, $stem + [System.Guid]::NewGuid().ToString())
$temp = $unique + '.tmp'
$kept = $unique + '.old'
$copy = [System.IO.Path]::Combine($files, $In.backup)
$copied = $false
$done = $false
try {
  if ($there) {
    $null = Get-SwbOwnFolder -Ensure $true -Why 'no copy could be kept and nothing was written.'
    $null = [System.IO.Directory]::CreateDirectory($files)
    & $writeNew -File $copy -Bytes $old
    $copied = $true
  }
  if (-not $goes) { & $writeNew -File $temp -Bytes $new }
  Write-SwbCommit
  & $assert
  if ($goes) {
    # Out of the way first: what is looked at then is surely what goes.
    if ($there) { [System.IO.File]::Move($path, $kept) }
  } elseif ($there) {
    # ReplaceFile: owner, rights and creation time stay, and what was there until this moment lies beside it.
    [System.IO.File]::Replace($temp, $path, $kept, $false)
  } else {
    # Never over what somebody has just put there.
    [System.IO.File]::Move($temp, $path)
  }
  if ($there -and (Get-SwbHash -Bytes (Get-SwbBytes -Path $kept)) -ne $In.expectedHash) {
    if ($goes) {
      [System.IO.File]::Move($kept, $path)
      Stop-Swb -Code 'file-changed' -Message $changed -Fix $again
    }
    $done = $true
    Stop-Swb -Code 'write-failed' -Message "$path was written, but something else wrote it in the same moment; what that wrote lies at $kept." -Fix 'Compare the two, and make the lost change again.'
  }
  $done = $true
  # In use by whoever reads the old one: it is gone when that ends, or at the next writing.
  if ($there) { try { [System.IO.File]::Delete($kept) } catch { [System.IO.File]::Move($kept, $unique + '.old.tmp') } }
} catch {
  $failure = $_
  if (-not $done) {
    # ReplaceFile can fail half-way, with the old file renamed already.
    if ($there -and -not [System.IO.File]::Exists($path) -and [System.IO.File]::Exists($kept)) { [System.IO.File]::Move($kept, $path) }
    if ([System.IO.File]::Exists($temp)) { [System.IO.File]::Delete($temp) }
    if ($copied) { [System.IO.File]::Delete($copy) }
    $failure.Exception.Data['SwbAbout'] = "$path, which is as it was"
  }
  throw $failure
}
if ($copied) {
  # The newest 200 copies stay; their names begin with the time.
  [string[]] $ours = @([System.IO.Directory]::GetFiles($files) | Where-Object -FilterScript { [regex]::IsMatch([System.IO.Path]::GetFileName($_), '\A\d{4}-\d\d-\d\dT[\d-]+Z-[0-9a-f]{8}-') })
  [System.Array]::Sort($ours, [System.StringComparer]::Ordinal)
  for ($index = 0; $index -lt $ours.Count - 200; $index++) { if ($ours[$index] -ne $copy) { [System.IO.File]::Delete($ours[$index]) } }
}
Write-SwbDone -Value ([pscustomobject] @{ hashAfter = $after })
