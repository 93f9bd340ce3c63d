# Whether a file is in the folder of an application, and its SHA-256. Its text stays where it is.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$place = Get-SwbSiteFile -Folder $In.folder -Name $In.name
$hash = $null
if ([System.IO.File]::Exists($place.Path)) { $hash = Get-SwbHash -Bytes (Get-SwbBytes -Path $place.Path) }
Write-SwbDone -Value ([pscustomobject] @{ path = $place.Path; share = $place.Share; hash = $hash })
