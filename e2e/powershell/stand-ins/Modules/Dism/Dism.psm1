# Optional features of a client Windows: the same features.json, with DISM's names and states.
$file = Join-Path -Path $env:windir -ChildPath 'features.json'
function Read-States {
  if (-not (Test-Path -LiteralPath $file)) { return [pscustomobject] @{} }
  ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file))
}
function Set-State {
  param($Name, $State)
  $states = Read-States
  Add-Member -InputObject $states -MemberType NoteProperty -Name $Name -Value $State -Force
  [System.IO.File]::WriteAllText($file, (ConvertTo-Json -InputObject $states -Compress))
}
function Get-WindowsOptionalFeature {
  [CmdletBinding()]
  param([string] $FeatureName, [switch] $Online, [string] $LogPath)
  $state = (Read-States).$FeatureName
  if ($null -ne $state) { [pscustomobject] @{ FeatureName = $FeatureName; State = $state } }
}
function Enable-WindowsOptionalFeature {
  [CmdletBinding()]
  param([Parameter(Mandatory)] [string[]] $FeatureName, [switch] $Online, [switch] $All, [switch] $NoRestart, [string[]] $Source)
  foreach ($one in $FeatureName) { Set-State -Name $one -State 'Enabled' }
  [pscustomobject] @{ Online = $true; RestartNeeded = $false }
}
function Disable-WindowsOptionalFeature {
  [CmdletBinding()]
  param([Parameter(Mandatory)] [string[]] $FeatureName, [switch] $Online, [switch] $NoRestart, [switch] $Remove)
  foreach ($one in $FeatureName) { Set-State -Name $one -State 'Disabled' }
  [pscustomobject] @{ Online = $true; RestartNeeded = $false }
}
