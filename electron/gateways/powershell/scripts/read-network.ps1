# The firewall for the ports of the bindings, HTTP.sys's time-outs, the certificates of the bindings.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$failures = [System.Collections.Generic.List[object]]::new()
$rules = [System.Collections.Generic.List[object]]::new()
$profiles = [System.Collections.Generic.List[object]]::new()
try {
  # Rules of Group Policy are in the active store only. Both lists once, joined: a filter a rule is a call each.
  $filters = @{}
  foreach ($filter in @(Get-NetFirewallPortFilter -PolicyStore 'ActiveStore')) { $filters[[string] $filter.InstanceID] = $filter }
  foreach ($rule in @(Get-NetFirewallRule -PolicyStore 'ActiveStore')) {
    if ([string] $rule.Direction -ne 'Inbound' -or [string] $rule.Enabled -ne 'True') { continue }
    $filter = $filters[[string] $rule.InstanceID]
    if ($null -eq $filter) { continue }
    $protocol = [string] $filter.Protocol
    if ($protocol -ne 'TCP' -and $protocol -ne '6' -and $protocol -ne 'Any') { continue }
    $ports = @($filter.LocalPort | ForEach-Object -Process { [string] $_ })
    $meets = $ports.Count -eq 0
    foreach ($text in $ports) {
      if ($text -eq 'Any') { $meets = $true }
      $range = [regex]::Match($text, '^(\d+)(?:-(\d+))?$')
      if (-not $range.Success) { continue }
      $low = [int] $range.Groups[1].Value
      $high = $low
      if ($range.Groups[2].Success) { $high = [int] $range.Groups[2].Value }
      foreach ($port in @($In.ports)) { if ($port -ge $low -and $port -le $high) { $meets = $true } }
    }
    if (-not $meets) { continue }
    $rules.Add([pscustomobject] @{
      name = [string] $rule.Name; displayName = [string] $rule.DisplayName; enabled = $true; action = [string] $rule.Action
      profiles = @(([string] $rule.Profile).Split(',') | ForEach-Object -Process { $_.Trim() }); protocol = $protocol; ports = $ports
      fromGroupPolicy = [string] $rule.PolicyStoreSourceType -eq 'GroupPolicy'
    })
  }
  $inForce = @(Get-NetConnectionProfile | ForEach-Object -Process { ([string] $_.NetworkCategory) -replace '^DomainAuthenticated$', 'Domain' })
  foreach ($each in @(Get-NetFirewallProfile -PolicyStore 'ActiveStore')) {
    $local = $null
    if ([string] $each.AllowLocalFirewallRules -eq 'True') { $local = $true }
    if ([string] $each.AllowLocalFirewallRules -eq 'False') { $local = $false }
    $profiles.Add([pscustomobject] @{
      name = [string] $each.Name; enabled = [string] $each.Enabled -eq 'True'; defaultInbound = [string] $each.DefaultInboundAction
      localRules = $local; inForce = $inForce -contains [string] $each.Name
    })
  }
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'firewall' -ErrorRecord $_))
}
# netsh speaks the display language: the first number is the idle time-out, the second the header wait.
$idle = $null
$header = $null
try {
  $answer = Invoke-SwbProgram -FilePath 'netsh.exe' -ArgumentList 'http', 'show', 'timeout'
  $numbers = @([regex]::Matches(($answer.Lines -join "`n"), '(?m)[:=]\s*(\d+)\s*$') | ForEach-Object -Process { [int] $_.Groups[1].Value })
  if ($numbers.Count -ge 2) { $idle = $numbers[0]; $header = $numbers[1] }
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'http-timeouts' -ErrorRecord $_))
}
$certificates = [System.Collections.Generic.List[object]]::new()
try {
  Open-SwbIis
  foreach ($site in (Get-IISServerManager).Sites) {
    foreach ($binding in $site.Bindings) {
      if ([string] $binding.Protocol -ne 'https') { continue }
      $subject = $null
      $until = $null
      $reason = $null
      try {
        if ($null -eq $binding.CertificateHash -or $binding.CertificateHash.Length -eq 0) {
          $reason = 'no certificate is bound'
        } else {
          $thumbprint = [System.BitConverter]::ToString($binding.CertificateHash).Replace('-', '')
          $store = [System.Security.Cryptography.X509Certificates.X509Store]::new([string] $binding.CertificateStoreName, 'LocalMachine')
          $store.Open('ReadOnly')
          $found = $store.Certificates.Find('FindByThumbprint', $thumbprint, $false)
          $store.Close()
          if ($found.Count -eq 0) { $reason = 'the certificate is not in its store' } else { $subject = [string] $found[0].Subject; $until = $found[0].NotAfter.ToUniversalTime().ToString('o') }
        }
      } catch {
        $reason = (ConvertTo-SwbError -ErrorRecord $_).errors[-1].message
      }
      $certificates.Add([pscustomobject] @{ site = [string] $site.Name; bindingInformation = [string] $binding.BindingInformation; subject = $subject; notAfter = $until; error = $reason })
    }
  }
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'certificates' -ErrorRecord $_))
}
Write-SwbDone -Value ([pscustomobject] @{
  rules = @($rules); profiles = @($profiles); httpTimeouts = [pscustomobject] @{ idleConnection = $idle; headerWait = $header }
  certificates = @($certificates); failures = @($failures)
})
