# Adds or removes the one inbound rule of ours for a port.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$name = 'IIS-Switchboard-TCP-' + $In.port
if ($In.action -eq 'add') {
  $profiles = @(Get-NetFirewallProfile -PolicyStore 'ActiveStore')
  $closed = @($profiles | Where-Object -FilterScript { [string] $_.AllowLocalFirewallRules -eq 'False' })
  if ($profiles.Count -gt 0 -and $closed.Count -eq $profiles.Count) {
    Stop-Swb -Code 'needs-group-policy' -Message 'Group Policy lets no local firewall rule take effect on this server, so none was added.' -Fix 'Have the rule added to the Group Policy that governs it.'
  }
  $known = @(Get-NetFirewallRule -PolicyStore 'PersistentStore' | Where-Object -FilterScript { $_.Name -eq $name })
  if ($known.Count -eq 0) {
    $null = New-NetFirewallRule -Name $name -DisplayName ('IIS Switchboard: TCP ' + $In.port) -Direction 'Inbound' -Action 'Allow' -Protocol 'TCP' -LocalPort ([string] $In.port)
  }
} else {
  $known = @(Get-NetFirewallRule -PolicyStore 'PersistentStore' | Where-Object -FilterScript { $_.Name -eq $name })
  if ($known.Count -eq 0) { Stop-Swb -Code 'not-found' -Message 'There is no rule of ours for that port; other rules are left alone.' }
  Remove-NetFirewallRule -Name $name -Confirm:$false
}
Write-SwbDone -Value ([pscustomobject] @{ name = $name })
