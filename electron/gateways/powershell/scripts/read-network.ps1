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
      $range = [regex]::Match($text, '^(\d{1,5})(?:-(\d{1,5}))?$')
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
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'firewall' -ErrorRecord $_))
}
# What a profile blocks without a rule says nothing where the rules are not known.
if ($failures.Count -gt 0) {
  $rules.Clear()
} else {
  try {
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
    $failures.Add((ConvertTo-SwbFailure -Part 'firewall-profiles' -ErrorRecord $_))
  }
}
# netsh speaks the display language: the first number is the idle time-out, the second the header wait.
$idle = $null
$header = $null
try {
  $answer = Invoke-SwbProgram -FilePath 'netsh.exe' -ArgumentList 'http', 'show', 'timeout'
  $numbers = @([regex]::Matches(($answer.Lines -join "`n"), '(?m)\D(\d{1,5})\s*$') | ForEach-Object -Process { [int] $_.Groups[1].Value })
  if ($answer.ExitCode -ne 0 -or $numbers.Count -lt 2) { throw "netsh.exe ended with $($answer.ExitCode) and told no time-outs." }
  $idle = $numbers[0]
  $header = $numbers[1]
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'http-timeouts' -ErrorRecord $_))
}
$certificates = [System.Collections.Generic.List[object]]::new()
# Each store is opened once, whatever the number of bindings.
$stores = @{}
$inStore = {
  param([string] $Store, [string] $Thumbprint)
  if (-not $stores.ContainsKey($Store)) {
    $byThumbprint = @{}
    $opened = [System.Security.Cryptography.X509Certificates.X509Store]::new($Store, 'LocalMachine')
    $opened.Open('OpenExistingOnly')
    foreach ($certificate in $opened.Certificates) { $byThumbprint[$certificate.Thumbprint] = $certificate }
    $opened.Close()
    $stores[$Store] = $byThumbprint
  }
  $stores[$Store][$Thumbprint]
}
try {
  Open-SwbIis
  foreach ($site in (Get-SwbManager).Sites) {
    foreach ($binding in $site.Bindings) {
      if ([string] $binding.Protocol -ne 'https') { continue }
      $subject = $null
      $until = $null
      $reason = $null
      try {
        if (([int] $binding.SslFlags -band 2) -ne 0) {
          $reason = 'its certificate is a file of the central certificate store'
        } elseif ($null -eq $binding.CertificateHash -or $binding.CertificateHash.Length -eq 0) {
          $reason = 'no certificate is bound'
        } else {
          $thumbprint = [System.BitConverter]::ToString($binding.CertificateHash).Replace('-', '')
          $found = & $inStore -Store ([string] $binding.CertificateStoreName) -Thumbprint $thumbprint
          if ($null -eq $found) { $reason = 'the certificate is not in its store' } else { $subject = [string] $found.Subject; $until = $found.NotAfter.ToUniversalTime().ToString('o') }
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
