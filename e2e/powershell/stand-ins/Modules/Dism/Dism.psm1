# Optional features of a client Windows: the same features.json, with DISM's names and states.
$file = Join-Path -Path $env:windir -ChildPath 'features.json'
$services = @{ 'IIS-WebSockets' = 'Web-WebSockets'; 'IIS-ApplicationInit' = 'Web-AppInit'; 'IIS-RequestMonitor' = 'Web-Request-Monitor' }

function Read-States {
  if (-not (Test-Path -LiteralPath $file)) { return [pscustomobject] @{} }
  ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file))
}
function Save-State {
  param($States, [string] $Name, [string] $State)
  Add-Member -InputObject $States -MemberType NoteProperty -Name $Name -Value $State -Force
  [System.IO.File]::WriteAllText($file, (ConvertTo-Json -InputObject $States -Compress))
}
function New-Problem {
  param([string] $Message, [int] $HResult)
  $exception = [System.Runtime.InteropServices.COMException]::new($Message, $HResult)
  [System.Management.Automation.ErrorRecord]::new($exception, 'Microsoft.Dism.Commands', 'NotSpecified', $null)
}
function Assert-Feature {
  param($Cmdlet, $States, [string] $Name)
  # ERROR_ELEVATION_REQUIRED, DISMAPI_E_UNKNOWN_FEATURE
  if ($env:SWITCHBOARD_STANDIN_ELEVATED -eq 'no') { $Cmdlet.ThrowTerminatingError((New-Problem -Message 'The requested operation requires elevation.' -HResult -2147024156)) }
  if ($null -eq $States.$Name) { $Cmdlet.ThrowTerminatingError((New-Problem -Message "Feature name $Name is unknown." -HResult -2146498548)) }
}
function Get-WindowsOptionalFeature {
  [CmdletBinding(PositionalBinding = $false)]
  param([Parameter(ValueFromPipelineByPropertyName)] [string] $FeatureName, [string] $PackageName, [switch] $Online, [string] $LogPath)
  $states = Read-States
  foreach ($property in @($states.PSObject.Properties)) {
    if (-not $FeatureName -or $property.Name -eq $FeatureName) { [pscustomobject] @{ FeatureName = $property.Name; State = $property.Value } }
  }
}
function Enable-WindowsOptionalFeature {
  [CmdletBinding(PositionalBinding = $false)]
  param([Parameter(Mandatory, ValueFromPipelineByPropertyName)] [string[]] $FeatureName, [switch] $All, [switch] $LimitAccess, [string[]] $Source, [switch] $NoRestart, [Parameter(Mandatory)] [switch] $Online, [string] $LogPath)
  $states = Read-States
  foreach ($one in $FeatureName) {
    Assert-Feature -Cmdlet $PSCmdlet -States $states -Name $one
    # CBS_E_SOURCE_MISSING
    if ($states.$one -eq 'DisabledWithPayloadRemoved' -and -not $Source) { $PSCmdlet.ThrowTerminatingError((New-Problem -Message 'The source files could not be found.' -HResult -2146498529)) }
    foreach ($percent in 0, 50, 100) {
      Write-Progress -Activity 'Enabling feature' -Status "$percent%" -PercentComplete $percent
      Start-Sleep -Milliseconds 200
    }
    if ($services.ContainsKey($one) -and $states.$one -ne 'Enabled') { [Microsoft.Web.Administration.RoleServices]::Install($services[$one]) }
    Save-State -States $states -Name $one -State 'Enabled'
  }
  [pscustomobject] @{ Path = ''; Online = $true; RestartNeeded = [Microsoft.Web.Administration.Box]::FaultOf('install') -eq 'restart' }
}
function Disable-WindowsOptionalFeature {
  [CmdletBinding(PositionalBinding = $false)]
  param([Parameter(Mandatory)] [string[]] $FeatureName, [string] $PackageName, [switch] $Remove, [switch] $NoRestart, [Parameter(Mandatory)] [switch] $Online, [string] $LogPath)
  $states = Read-States
  foreach ($one in $FeatureName) {
    Assert-Feature -Cmdlet $PSCmdlet -States $states -Name $one
    if ($services.ContainsKey($one)) { [Microsoft.Web.Administration.RoleServices]::Uninstall($services[$one]) }
    $left = 'Disabled'
    if ($Remove) { $left = 'DisabledWithPayloadRemoved' }
    Save-State -States $states -Name $one -State $left
  }
  [pscustomobject] @{ Path = ''; Online = $true; RestartNeeded = $false }
}
