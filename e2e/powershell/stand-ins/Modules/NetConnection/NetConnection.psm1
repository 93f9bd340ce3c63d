# firewall.json may name the networks: { networks: [{ name, category }] }.
function Get-NetConnectionProfile {
  [CmdletBinding(PositionalBinding = $false)]
  param([string[]] $Name, [string[]] $InterfaceAlias)
  if ([Microsoft.Web.Administration.Box]::FaultOf('connection') -eq 'denied') { throw [System.UnauthorizedAccessException]::new('Access is denied.') }
  $file = Join-Path -Path $env:windir -ChildPath 'firewall.json'
  $networks = $null
  if (Test-Path -LiteralPath $file) { $networks = (ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file))).networks }
  if ($null -eq $networks) { $networks = @([pscustomobject] @{ name = 'Network'; category = 'DomainAuthenticated' }) }
  foreach ($each in $networks) {
    if (-not $Name -or $Name -contains $each.name) { [pscustomobject] @{ Name = $each.name; InterfaceAlias = 'Ethernet'; NetworkCategory = $each.category } }
  }
}
