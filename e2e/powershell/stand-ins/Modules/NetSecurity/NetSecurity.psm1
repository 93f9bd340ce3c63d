# The firewall of the box: firewall.json holds { rules: [...], profiles: [...] }.
Import-Module -Name 'IISAdministration'
$file = Join-Path -Path $env:windir -ChildPath 'firewall.json'
function Read-Firewall {
  if (Test-Path -LiteralPath $file) { return ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file)) }
  [pscustomobject] @{ rules = @(); profiles = @() }
}
function Save-Firewall { param($State) [System.IO.File]::WriteAllText($file, (ConvertTo-Json -InputObject $State -Compress -Depth 6)) }
function Get-NetFirewallRule {
  [CmdletBinding()]
  param([string[]] $Name, [string[]] $DisplayName, [string] $PolicyStore, [switch] $All)
  if ([Microsoft.Web.Administration.Box]::FaultOf('firewall') -eq 'denied') { throw [System.UnauthorizedAccessException]::new('Access is denied.') }
  foreach ($rule in @((Read-Firewall).rules)) {
    if ($null -eq $rule -or ($Name -and $Name -notcontains $rule.name)) { continue }
    if ($PolicyStore -eq 'PersistentStore' -and $rule.source -eq 'GroupPolicy') { continue }
    $source = 'Local'
    if ($rule.source) { $source = $rule.source }
    [pscustomobject] @{
      Name = $rule.name; InstanceID = $rule.name; DisplayName = $rule.displayName; Enabled = $rule.enabled; Action = $rule.action
      Direction = 'Inbound'; Profile = $rule.profile; PolicyStoreSourceType = $source
    }
  }
}
function Get-NetFirewallPortFilter {
  [CmdletBinding()]
  param([string[]] $Protocol, [string] $PolicyStore, [switch] $All)
  foreach ($rule in @((Read-Firewall).rules)) {
    if ($null -ne $rule) { [pscustomobject] @{ InstanceID = $rule.name; Protocol = $rule.protocol; LocalPort = $rule.ports } }
  }
}
function Get-NetFirewallProfile {
  [CmdletBinding()]
  param([string[]] $Name, [string] $PolicyStore, [switch] $All)
  foreach ($each in @((Read-Firewall).profiles)) {
    if ($null -ne $each) { [pscustomobject] @{ Name = $each.name; Enabled = $each.enabled; DefaultInboundAction = $each.inbound; AllowLocalFirewallRules = $each.localRules } }
  }
}
function New-NetFirewallRule {
  [CmdletBinding()]
  param([string] $PolicyStore, [string] $Name, [Parameter(Mandatory)] [string] $DisplayName, [string] $Description, [string] $Group, [string] $Enabled, [string] $Profile, [string] $Direction, [string] $Action, [string] $Protocol, [string[]] $LocalPort)
  $state = Read-Firewall
  $rule = [pscustomobject] @{ name = $Name; displayName = $DisplayName; enabled = 'True'; action = $Action; profile = 'Any'; protocol = $Protocol; ports = @($LocalPort); source = 'Local' }
  $rules = @($state.rules) + @($rule)
  Add-Member -InputObject $state -MemberType NoteProperty -Name 'rules' -Value $rules -Force
  Save-Firewall -State $state
  Get-NetFirewallRule -Name $Name
}
function Remove-NetFirewallRule {
  [CmdletBinding(SupportsShouldProcess)]
  param([string[]] $Name, [string[]] $DisplayName, [string] $PolicyStore)
  $state = Read-Firewall
  $rules = @(@($state.rules) | Where-Object -FilterScript { $Name -notcontains $_.name })
  Add-Member -InputObject $state -MemberType NoteProperty -Name 'rules' -Value $rules -Force
  Save-Firewall -State $state
}
