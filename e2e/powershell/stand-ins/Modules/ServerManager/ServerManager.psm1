# Role services of the box: features.json holds name -> InstallState.
$file = Join-Path -Path $env:windir -ChildPath 'features.json'
function Read-Features {
  $table = @{}
  if (Test-Path -LiteralPath $file) {
    foreach ($property in (ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file))).PSObject.Properties) { $table[$property.Name] = [string] $property.Value }
  }
  $table
}
function Save-Features { param($Table) [System.IO.File]::WriteAllText($file, (ConvertTo-Json -InputObject $Table -Compress)) }
function New-Feature {
  param($Name, $State)
  [pscustomobject] @{ Name = $Name; DisplayName = $Name; Installed = $State -eq 'Installed'; InstallState = $State; FeatureType = 'Role Service' }
}
function Get-WindowsFeature {
  [CmdletBinding()]
  param([Parameter(Position = 0)] [string[]] $Name, [string] $Vhd, [string] $ComputerName, [pscredential] $Credential, [string] $LogPath)
  $table = Read-Features
  foreach ($key in $table.Keys) { if (-not $Name -or $Name -contains $key) { New-Feature -Name $key -State $table[$key] } }
}
# As the role service does: its native image and its locked entry.
function Add-WebSocketModule {
  $config = [Microsoft.Web.Administration.ServerManager]::new()
  $sections = @{ 'system.webServer/globalModules' = @{ name = 'WebSocketModule'; image = '%windir%\System32\inetsrv\iiswsock.dll' }; 'system.webServer/modules' = @{ name = 'WebSocketModule'; lockItem = 'true' } }
  Reset-IISServerManager -Confirm:$false
  Start-IISCommitDelay
  foreach ($path in $sections.Keys) {
    $collection = Get-IISConfigCollection -ConfigElement (Get-IISConfigSection -SectionPath $path)
    $known = Get-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute @{ name = 'WebSocketModule' }
    if ($null -eq $known) {
      $values = $sections[$path].Clone()
      $values.Remove('lockItem')
      New-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute $values
    }
  }
  Stop-IISCommitDelay -Commit $true
  Reset-IISServerManager -Confirm:$false
}
function Install-WindowsFeature {
  [CmdletBinding(SupportsShouldProcess)]
  param([Parameter(Position = 0, Mandatory)] [string[]] $Name, [switch] $Restart, [switch] $IncludeAllSubFeature, [switch] $IncludeManagementTools, [string[]] $Source, [string] $ComputerName, [pscredential] $Credential, [string] $LogPath)
  Import-Module -Name 'IISAdministration'
  $table = Read-Features
  foreach ($one in $Name) {
    if (-not $table.ContainsKey($one)) { throw [System.ArgumentException]::new("The role, role service, or feature name is not valid: '$one'. The name was not found.") }
    if ($table[$one] -eq 'Removed' -and -not $Source) { throw [System.Runtime.InteropServices.COMException]::new('The source files could not be found.', -2146498529) }
    $fault = [Microsoft.Web.Administration.Box]::FaultOf('install')
    foreach ($percent in 0, 20, 68, 100) {
      Write-Progress -Activity 'Start Installation...' -Status "$percent%" -PercentComplete $percent
      Start-Sleep -Milliseconds 300
    }
    if ($fault -eq 'fails') { return [pscustomobject] @{ Success = $false; RestartNeeded = 'No'; ExitCode = 'Failed'; FeatureResult = @() } }
    if ($table[$one] -eq 'Installed') { return [pscustomobject] @{ Success = $true; RestartNeeded = 'No'; ExitCode = 'NoChangeNeeded'; FeatureResult = @() } }
    if ($one -eq 'Web-WebSockets' -and -not [Microsoft.Web.Administration.Box]::InstallThroughPractice($one)) { Add-WebSocketModule }
    if ($fault -eq 'restart') { $table[$one] = 'InstallPending' } else { $table[$one] = 'Installed' }
  }
  Save-Features -Table $table
  $needed = 'No'
  if ($fault -eq 'restart') { $needed = 'Yes' }
  [pscustomobject] @{ Success = $true; RestartNeeded = $needed; ExitCode = 'Success'; FeatureResult = @() }
}
function Uninstall-WindowsFeature {
  [CmdletBinding(SupportsShouldProcess)]
  param([Parameter(Position = 0, Mandatory)] [string[]] $Name, [switch] $Restart, [switch] $IncludeManagementTools, [switch] $Remove, [string] $ComputerName, [pscredential] $Credential, [string] $LogPath)
  $table = Read-Features
  foreach ($one in $Name) { $table[$one] = 'Available' }
  Save-Features -Table $table
  [pscustomobject] @{ Success = $true; RestartNeeded = 'No'; ExitCode = 'Success'; FeatureResult = @() }
}
