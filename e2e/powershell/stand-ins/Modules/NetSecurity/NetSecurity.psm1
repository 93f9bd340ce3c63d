# The firewall of the box: firewall.json holds { rules: [...], profiles: [...] }.
$file = Join-Path -Path $env:windir -ChildPath 'firewall.json'
function Read-Firewall {
  if ([Microsoft.Web.Administration.Box]::FaultOf('firewall') -eq 'denied') { throw [System.UnauthorizedAccessException]::new('Access is denied.') }
  if (Test-Path -LiteralPath $file) { return ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file)) }
  [pscustomobject] @{ rules = @(); profiles = @() }
}
function Save-Rules {
  param($State, $Rules)
  Add-Member -InputObject $State -MemberType NoteProperty -Name 'rules' -Value @($Rules) -Force
  [System.IO.File]::WriteAllText($file, (ConvertTo-Json -InputObject $State -Compress -Depth 6))
}
# A cmdlet of CIM writes an error whose id, not whose exception, has the number.
function Test-Elevated {
  param($Cmdlet, $Name)
  if ($env:SWITCHBOARD_STANDIN_ELEVATED -ne 'no') { return $true }
  $exception = [Microsoft.Management.Infrastructure.CimException]::new('Access is denied.')
  $Cmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'Windows System Error 5', 'PermissionDenied', $Name))
  $false
}
# Rules of Group Policy are in the active store only; without a store it is the persistent one.
function Find-Rules {
  param($State, [string] $PolicyStore)
  @($State.rules) | Where-Object -FilterScript { $null -ne $_ -and ($PolicyStore -eq 'ActiveStore' -or $_.source -ne 'GroupPolicy') }
}
function Get-NetFirewallRule {
  [CmdletBinding(DefaultParameterSetName = 'GetAll', PositionalBinding = $false)]
  param(
    [Parameter(ParameterSetName = 'GetAll')] [switch] $All,
    [Parameter(ParameterSetName = 'ByName', Mandatory, Position = 0)] [string[]] $Name,
    [Parameter(ParameterSetName = 'ByDisplayName', Mandatory)] [string[]] $DisplayName,
    [string] $PolicyStore
  )
  $found = @(Find-Rules -State (Read-Firewall) -PolicyStore $PolicyStore | Where-Object -FilterScript { (-not $Name -or $Name -contains $_.name) -and (-not $DisplayName -or $DisplayName -contains $_.displayName) })
  if ($found.Count -eq 0 -and ($Name -or $DisplayName)) {
    $exception = [Microsoft.Management.Infrastructure.CimException]::new("No MSFT_NetFirewallRule objects found with property 'InstanceID' equal to '$Name$DisplayName'. Verify the value of the property and retry.")
    $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'CmdletizationQuery_NotFound_InstanceID', 'ObjectNotFound', $Name))
    return
  }
  foreach ($rule in $found) {
    $source = 'Local'
    if ($rule.source) { $source = $rule.source }
    $direction = 'Inbound'
    if ($rule.direction) { $direction = $rule.direction }
    [pscustomobject] @{
      Name = $rule.name; InstanceID = $rule.name; DisplayName = $rule.displayName; Enabled = $rule.enabled; Action = $rule.action
      Direction = $direction; Profile = $rule.profile; PolicyStoreSourceType = $source
    }
  }
}
function Get-NetFirewallPortFilter {
  [CmdletBinding(DefaultParameterSetName = 'GetAll', PositionalBinding = $false)]
  param(
    [Parameter(ParameterSetName = 'GetAll')] [switch] $All,
    [Parameter(ParameterSetName = 'ByQuery')] [string[]] $Protocol,
    [string] $PolicyStore
  )
  foreach ($rule in @(Find-Rules -State (Read-Firewall) -PolicyStore $PolicyStore)) {
    if ($null -ne $rule -and (-not $Protocol -or $Protocol -contains $rule.protocol)) { [pscustomobject] @{ InstanceID = $rule.name; Protocol = $rule.protocol; LocalPort = $rule.ports } }
  }
}
function Get-NetFirewallProfile {
  [CmdletBinding(DefaultParameterSetName = 'GetAll', PositionalBinding = $false)]
  param(
    [Parameter(ParameterSetName = 'GetAll')] [switch] $All,
    [Parameter(ParameterSetName = 'ByName', Mandatory, Position = 0)] [string[]] $Name,
    [string] $PolicyStore
  )
  foreach ($each in @((Read-Firewall).profiles)) {
    if ($null -ne $each -and (-not $Name -or $Name -contains $each.name)) { [pscustomobject] @{ Name = $each.name; Enabled = $each.enabled; DefaultInboundAction = $each.inbound; AllowLocalFirewallRules = $each.localRules } }
  }
}
function New-NetFirewallRule {
  [CmdletBinding(SupportsShouldProcess, PositionalBinding = $false)]
  param(
    [string] $PolicyStore, [string] $Name, [Parameter(Mandatory)] [string] $DisplayName, [string] $Description, [string] $Group,
    [ValidateSet('True', 'False')] [string] $Enabled = 'True', [string] $Profile = 'Any', [ValidateSet('Inbound', 'Outbound')] [string] $Direction = 'Inbound',
    [ValidateSet('NotConfigured', 'Allow', 'Block')] [string] $Action = 'Allow', [string] $Protocol = 'Any', [string[]] $LocalPort = 'Any'
  )
  if (-not $PSCmdlet.ShouldProcess($DisplayName)) { return }
  $state = Read-Firewall
  if (-not (Test-Elevated -Cmdlet $PSCmdlet -Name $Name)) { return }
  if (-not $Name) { $Name = "{$([guid]::NewGuid())}" }
  if (@($state.rules | Where-Object -FilterScript { $_.name -eq $Name }).Count -gt 0) {
    $exception = [Microsoft.Management.Infrastructure.CimException]::new('Cannot create a file when that file already exists.')
    $exception.HResult = -2147024713
    $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'Windows System Error 183', 'ResourceExists', $Name))
    return
  }
  $rule = [pscustomobject] @{ name = $Name; displayName = $DisplayName; enabled = $Enabled; action = $Action; profile = $Profile; direction = $Direction; protocol = $Protocol; ports = @($LocalPort); source = 'Local' }
  Save-Rules -State $state -Rules (@($state.rules | Where-Object -FilterScript { $null -ne $_ }) + @($rule))
  Get-NetFirewallRule -Name $Name
}
function Remove-NetFirewallRule {
  [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'ByName', PositionalBinding = $false)]
  param(
    [Parameter(ParameterSetName = 'ByName', Mandatory, Position = 0)] [string[]] $Name,
    [Parameter(ParameterSetName = 'ByDisplayName', Mandatory)] [string[]] $DisplayName,
    [string] $PolicyStore
  )
  $state = Read-Firewall
  if (-not (Test-Elevated -Cmdlet $PSCmdlet -Name $Name)) { return }
  $gone = @(Find-Rules -State $state -PolicyStore $PolicyStore | Where-Object -FilterScript { $Name -contains $_.name -or $DisplayName -contains $_.displayName })
  if ($gone.Count -eq 0) {
    $exception = [Microsoft.Management.Infrastructure.CimException]::new('No MSFT_NetFirewallRule objects found.')
    $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'CmdletizationQuery_NotFound_InstanceID', 'ObjectNotFound', $Name))
    return
  }
  if (-not $PSCmdlet.ShouldProcess([string] $gone[0].name)) { return }
  Save-Rules -State $state -Rules @($state.rules | Where-Object -FilterScript { $gone.name -notcontains $_.name })
}
