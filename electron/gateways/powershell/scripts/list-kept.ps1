# The configurations that IIS keeps of earlier times: its history, and its backups, ours and others'.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$places = @(@('history', (Get-SwbPath -Path $In.history)), @('backup', (Get-SwbPath -Path '%windir%\System32\inetsrv\backup')))
$kept = [System.Collections.Generic.List[object]]::new()
foreach ($place in $places) {
  if (-not [System.IO.Directory]::Exists($place[1])) { continue }
  foreach ($folder in [System.IO.Directory]::GetDirectories($place[1])) {
    $file = [System.IO.Path]::Combine($folder, 'applicationHost.config')
    if (-not [System.IO.File]::Exists($file)) { continue }
    $kept.Add([pscustomobject] @{
      kind = $place[0]
      name = [System.IO.Path]::GetFileName($folder)
      at = [System.IO.Directory]::GetCreationTimeUtc($folder).ToString('o')
    })
  }
}
Write-SwbDone -Value ([pscustomobject] @{ kept = @($kept) })
