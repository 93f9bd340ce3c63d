# Role services of the box: features.json holds name -> InstallState.
$file = Join-Path -Path $env:windir -ChildPath 'features.json'
enum InstallState { Available; Installed; UninstallPending; InstallPending; NotPresent; Removed; Unknown }
enum RestartState { No; Yes; Maybe }
enum FeatureExitCode { Success; Failed; NoChangeNeeded; SuccessRestartRequired }

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
  # A feature that waits for a restart counts as installed already.
  [pscustomobject] @{ Name = $Name; DisplayName = $Name; Installed = $State -in 'Installed', 'InstallPending'; InstallState = [InstallState] $State; FeatureType = 'Role Service' }
}
function New-Answer {
  param([bool] $Success, [RestartState] $Restart, [FeatureExitCode] $ExitCode, $Features = @())
  [pscustomobject] @{ Success = $Success; RestartNeeded = $Restart; ExitCode = $ExitCode; FeatureResult = @($Features) }
}
function New-Problem {
  param([string] $Message, [string] $Id, [int] $HResult, $Name)
  $exception = [System.Exception]::new($Message)
  if ($HResult -ne 0) { $exception.HResult = $HResult }
  [System.Management.Automation.ErrorRecord]::new($exception, $Id, 'InvalidOperation', $Name)
}
function Get-WindowsFeature {
  [CmdletBinding(PositionalBinding = $false)]
  param([Parameter(Position = 0)] [string[]] $Name, [string] $Vhd, [string] $ComputerName, [pscredential] $Credential, [string] $LogPath)
  $table = Read-Features
  foreach ($key in $table.Keys) { if (-not $Name -or @($Name | Where-Object -FilterScript { $key -like $_ }).Count -gt 0) { New-Feature -Name $key -State $table[$key] } }
}
# What both do before anything is changed: an elevated account, a name that is one.
function Assert-Feature {
  param($Cmdlet, [string[]] $Name, $Table)
  if ($env:SWITCHBOARD_STANDIN_ELEVATED -eq 'no') {
    # ERROR_ELEVATION_REQUIRED
    $Cmdlet.ThrowTerminatingError((New-Problem -Message 'You do not have adequate user rights to make changes to the target server.' -Id 'DISMAPI_Error__Access_Denied' -HResult -2147024156 -Name $Name))
  }
  foreach ($one in $Name) {
    if (-not $Table.ContainsKey($one)) { $Cmdlet.ThrowTerminatingError((New-Problem -Message "ArgumentNotValid: The role, role service, or feature name is not valid: '$one'. The name was not found." -Id 'NameDoesNotExist' -Name $one)) }
  }
}
function Install-WindowsFeature {
  [CmdletBinding(SupportsShouldProcess, PositionalBinding = $false)]
  param([Parameter(Position = 0, Mandatory, ValueFromPipeline)] [string[]] $Name, [switch] $Restart, [switch] $IncludeAllSubFeature, [switch] $IncludeManagementTools, [string[]] $Source, [string] $ComputerName, [pscredential] $Credential, [string] $LogPath)
  $table = Read-Features
  Assert-Feature -Cmdlet $PSCmdlet -Name $Name -Table $table
  $fault = [Microsoft.Web.Administration.Box]::FaultOf('install')
  $missing = @($Name | Where-Object -FilterScript { $table[$_] -notin 'Installed', 'InstallPending' })
  if ($missing.Count -eq 0) { return New-Answer -Success $true -Restart 'No' -ExitCode 'NoChangeNeeded' }
  if (-not $PSCmdlet.ShouldProcess('localhost')) { return New-Answer -Success $true -Restart 'Maybe' -ExitCode 'NoChangeNeeded' }
  foreach ($percent in 0, 20, 68) {
    Write-Progress -Activity 'Start Installation...' -Status "$percent%" -PercentComplete $percent
    Start-Sleep -Milliseconds 300
  }
  if ($fault -eq 'pending-restart') {
    # ERROR_FAIL_REBOOT_REQUIRED
    $PSCmdlet.WriteError((New-Problem -Message 'The server needs a restart before it can add or remove features.' -Id 'DISMAPI_Error__Reboot_Required' -HResult -2147021879 -Name $Name))
    return New-Answer -Success $false -Restart 'Yes' -ExitCode 'Failed'
  }
  if (@($missing | Where-Object -FilterScript { $table[$_] -eq 'Removed' }).Count -gt 0 -and -not $Source) {
    # CBS_E_SOURCE_MISSING
    $PSCmdlet.WriteError((New-Problem -Message 'The source files could not be found. Use the "Source" option. Error: 0x800f081f' -Id 'DISMAPI_Error__Cbs_Source_Missing' -HResult -2146498529 -Name $Name))
    return New-Answer -Success $false -Restart 'No' -ExitCode 'Failed'
  }
  if ($fault -eq 'fails') { return New-Answer -Success $false -Restart 'No' -ExitCode 'Failed' }
  foreach ($one in $missing) {
    if ($one -ne 'Web-WebSockets' -or -not [Microsoft.Web.Administration.Box]::InstallThroughPractice($one)) { [Microsoft.Web.Administration.RoleServices]::Install($one) }
    $table[$one] = 'Installed'
    if ($fault -eq 'restart') { $table[$one] = 'InstallPending' }
  }
  # The web server comes with any of its role services.
  if ($table.ContainsKey('Web-Server') -and $table['Web-Server'] -eq 'Available') { $table['Web-Server'] = 'Installed' }
  Save-Features -Table $table
  Write-Progress -Activity 'Start Installation...' -Status '100%' -PercentComplete 100
  $features = @($missing | ForEach-Object -Process { New-Feature -Name $_ -State $table[$_] })
  if ($fault -eq 'restart') { return New-Answer -Success $true -Restart 'Yes' -ExitCode 'SuccessRestartRequired' -Features $features }
  New-Answer -Success $true -Restart 'No' -ExitCode 'Success' -Features $features
}
function Uninstall-WindowsFeature {
  [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High', PositionalBinding = $false)]
  param([Parameter(Position = 0, Mandatory, ValueFromPipeline)] [string[]] $Name, [switch] $Restart, [switch] $IncludeManagementTools, [switch] $Remove, [string] $ComputerName, [pscredential] $Credential, [string] $LogPath)
  $table = Read-Features
  Assert-Feature -Cmdlet $PSCmdlet -Name $Name -Table $table
  $there = @($Name | Where-Object -FilterScript { $table[$_] -in 'Installed', 'InstallPending' })
  if ($there.Count -eq 0) { return New-Answer -Success $true -Restart 'No' -ExitCode 'NoChangeNeeded' }
  if (-not $PSCmdlet.ShouldProcess('localhost')) { return New-Answer -Success $true -Restart 'Maybe' -ExitCode 'NoChangeNeeded' }
  foreach ($one in $there) {
    [Microsoft.Web.Administration.RoleServices]::Uninstall($one)
    $table[$one] = 'Available'
    if ($Remove) { $table[$one] = 'Removed' }
  }
  Save-Features -Table $table
  New-Answer -Success $true -Restart 'No' -ExitCode 'Success'
}
