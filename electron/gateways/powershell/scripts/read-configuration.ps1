# Sends applicationHost.config, redirection.config and every web.config of sites, applications, virtual directories and
# the folders on the way to known endpoints. Secrets become asterisks here, on the server, one for one, so that every
# offset and line stays. Hashes are of the files as they stand.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$secretName = '[\w.:-]*(?:password|passwd|pwd|secret|connectionstring|validationkey|decryptionkey|apikey|accesskey|token)[\w.:-]*'
$secretAttribute = [regex]::new('(?<=\s)(' + $secretName + '\s*=\s*)("[^"]*"|''[^'']*'')', 'IgnoreCase')
$encrypted = [regex]::new('("\s*\[enc:[^"]*"|''\s*\[enc:[^'']*'')', 'IgnoreCase')
$valueAttribute = [regex]::new('(?<=\s)(value\s*=\s*)("[^"]*"|''[^'']*'')')
$anyAttribute = [regex]::new('(=\s*)("[^"]*"|''[^'']*'')')
$secretBlock = [regex]::new('<(appSettings|connectionStrings|environmentVariables|customHeaders|configProtectedData)\b.*?</\1\s*>', 'Singleline')
$comment = [regex]::new('<!--(.*?)-->', 'Singleline')
$suspicious = [regex]::new('password|passwd|pwd|secret|key|token|connection|value\s*=|enc:', 'IgnoreCase')
$visible = [regex]::new('[^\r\n\t]')
$inkOnly = [regex]::new('\S')
$tokens = [regex]::new('<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</\s*([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|''[^'']*''))*)\s*(/?)>|[^<]+|<', 'Singleline')
$known = [regex]::new('^configuration(?:/location)?(?:$|/configSections(?:/|$)|/system\.webServer(?:/|$)|/system\.web(?:$|/(?:httpRuntime|compilation|httpModules|httpHandlers|identity|authentication)(?:$|/(?:add|remove|clear)$)))')
$never = [regex]::new('/(?:environmentVariables|customHeaders|httpErrors|appSettings|connectionStrings)(?:/|$)')
$state = @{ masked = 0 }
# The value between its quotes, as asterisks. An empty one stays.
$maskQuoted = {
  param($match)
  $quoted = $match.Groups[2].Value
  if ($quoted.Length -le 2) { return $match.Value }
  $state.masked++
  $match.Groups[1].Value + $quoted[0] + $visible.Replace($quoted.Substring(1, $quoted.Length - 2), '*') + $quoted[0]
}
$maskEncrypted = {
  param($match)
  $state.masked++
  $match.Value[0] + $visible.Replace($match.Value.Substring(1, $match.Value.Length - 2), '*') + $match.Value[0]
}
$maskBlock = { param($match) $valueAttribute.Replace($secretAttribute.Replace($match.Value, $maskQuoted), $maskQuoted) }
$maskComment = {
  param($match)
  if (-not $suspicious.IsMatch($match.Groups[1].Value)) { return $match.Value }
  $state.masked++
  '<!--' + $inkOnly.Replace($match.Groups[1].Value, '*') + '-->'
}
# What IIS's own two files can hold is known: names of secrets are enough.
$maskOwn = {
  param([string] $Text)
  $Text = $comment.Replace($Text, $maskComment)
  $Text = $secretBlock.Replace($Text, $maskBlock)
  $encrypted.Replace($secretAttribute.Replace($Text, $maskQuoted), $maskEncrypted)
}
# A web.config can hold anything: only what the product knows leaves as it is.
$maskWeb = {
  param([string] $Text)
  $out = [System.Text.StringBuilder]::new($Text.Length)
  $stack = [System.Collections.Generic.List[string]]::new()
  foreach ($token in $tokens.Matches($Text)) {
    $value = $token.Value
    if ($token.Groups[2].Success) {
      $stack.Add($token.Groups[2].Value)
      $path = [string]::Join('/', $stack)
      if ($known.IsMatch($path) -and -not $never.IsMatch($path)) {
        $value = $encrypted.Replace($secretAttribute.Replace($value, $maskQuoted), $maskEncrypted)
      } else {
        $value = $anyAttribute.Replace($value, $maskQuoted)
      }
      if ($token.Groups[4].Value -eq '/') { $stack.RemoveAt($stack.Count - 1) }
    } elseif ($token.Groups[1].Success) {
      if ($stack.Count -gt 0) { $stack.RemoveAt($stack.Count - 1) }
    } elseif ($value.StartsWith('<!--')) {
      $state.masked++
      $value = '<!--' + $inkOnly.Replace($value.Substring(4, $value.Length - 7), '*') + '-->'
    } elseif ($value.StartsWith('<![CDATA[')) {
      $state.masked++
      $value = '<![CDATA[' + $inkOnly.Replace($value.Substring(9, $value.Length - 12), '*') + ']]>'
    } elseif (-not $value.StartsWith('<') -and $inkOnly.IsMatch($value)) {
      $state.masked++
      $value = $inkOnly.Replace($value, '*')
    }
    $null = $out.Append($value)
  }
  $out.ToString()
}
$sendUnreadable = {
  param([string] $IisPath, [string] $Path, [string] $Code, [string] $Reason)
  Write-SwbPart -Value ([pscustomobject] @{ role = 'unreadable'; iisPath = $IisPath; path = $Path; code = $Code; reason = $Reason })
}
$sendFile = {
  param([string] $Role, [string] $IisPath, [string] $Path)
  try {
    $bytes = Get-SwbBytes -Path $Path
    if ($bytes.Length -ge 2 -and (($bytes[0] -eq 255 -and $bytes[1] -eq 254) -or ($bytes[0] -eq 254 -and $bytes[1] -eq 255))) {
      & $sendUnreadable -IisPath $IisPath -Path $Path -Code 'encoding-unsupported' -Reason 'it is UTF-16, which is not supported here.'
      return
    }
    $state.masked = 0
    $strict = [System.Text.UTF8Encoding]::new($false, $true)
    try { $text = $strict.GetString($bytes) } catch {
      & $sendUnreadable -IisPath $IisPath -Path $Path -Code 'encoding-broken' -Reason 'its bytes are no UTF-8.'
      return
    }
    if ($Role -eq 'web') { $text = & $maskWeb -Text $text } else { $text = & $maskOwn -Text $text }
    $state.text = $text
    $sent = $bytes
    if ($state.masked -gt 0) { $sent = $strict.GetBytes($text) }
    $count = [System.Math]::Max(1, [System.Math]::Ceiling($sent.Length / 1048576))
    $hash = Get-SwbHash -Bytes $bytes
    $modified = [System.IO.File]::GetLastWriteTimeUtc($Path).ToString('o')
    for ($index = 0; $index -lt $count; $index++) {
      $start = $index * 1048576
      $piece = [System.Convert]::ToBase64String($sent, $start, [System.Math]::Min(1048576, $sent.Length - $start))
      Write-SwbPart -Value ([pscustomobject] @{
        role = $Role; iisPath = $IisPath; path = $Path; hash = $hash; size = $bytes.Length; modified = $modified
        masked = $state.masked; index = $index; count = $count; base64 = $piece
      })
    }
  } catch {
    $problem = ConvertTo-SwbError -ErrorRecord $_
    $inner = $problem.errors[-1]
    $code = 'file-unreadable'
    if ($problem.code) { $code = $problem.code }
    if ($inner.hresult -eq '0x80070005') { $code = 'access-denied' }
    & $sendUnreadable -IisPath $IisPath -Path $Path -Code $code -Reason $inner.message
  }
}
# A share that does not answer must not hold up the rest.
$answers = {
  param([string] $Folder)
  if (-not $Folder.StartsWith('\\')) { return $true }
  $worker = New-SwbWorker
  $null = $worker.AddCommand('Test-Path').AddParameter('LiteralPath', $Folder)
  $running = $worker.BeginInvoke()
  if ($running.AsyncWaitHandle.WaitOne(2000)) { $worker.Dispose(); return $true }
  $null = $worker.BeginStop($null, $null)
  return $false
}
$seen = @{}
$sendWeb = {
  param([string] $IisPath, [string] $Folder)
  if ($seen.ContainsKey($IisPath)) { return }
  $seen[$IisPath] = $true
  $path = [System.IO.Path]::Combine($Folder, 'web.config')
  if ([System.IO.File]::Exists($path)) { & $sendFile -Role 'web' -IisPath $IisPath -Path $path; return }
  # "Exists" is false as well where this account may not look.
  try {
    $null = [System.IO.File]::GetAttributes($path)
    & $sendUnreadable -IisPath $IisPath -Path $path -Code 'file-unreadable' -Reason 'it is not a file.'
  } catch {
    $inner = (ConvertTo-SwbError -ErrorRecord $_).errors[-1]
    if ($inner.type -notlike 'System.IO.*NotFoundException') {
      & $sendUnreadable -IisPath $IisPath -Path $path -Code 'access-denied' -Reason $inner.message
    }
  }
}
$configuration = Get-SwbConfiguration
if ([System.IO.File]::Exists($configuration.Redirection)) { & $sendFile -Role 'redirection' -IisPath '' -Path $configuration.Redirection }
$state.text = $null
& $sendFile -Role 'applicationHost' -IisPath '' -Path $configuration.Path
if ($null -ne $state.text) {
  $xml = [System.Xml.XmlDocument]::new()
  $xml.XmlResolver = $null
  try { $xml.LoadXml($state.text.TrimStart([char] 0xFEFF)) } catch { $xml = $null }
  if ($null -ne $xml) {
    foreach ($site in $xml.SelectNodes('/configuration/system.applicationHost/sites/site')) {
      $siteName = $site.GetAttribute('name')
      foreach ($application in $site.SelectNodes('application')) {
        $applicationPath = ($siteName + $application.GetAttribute('path')).TrimEnd('/')
        foreach ($directory in $application.SelectNodes('virtualDirectory')) {
          $iisPath = ($applicationPath + $directory.GetAttribute('path')).TrimEnd('/')
          $raw = $directory.GetAttribute('physicalPath')
          if ($raw -eq '') { continue }
          try {
            $folder = Get-SwbPath -Path $raw
            if (-not (& $answers -Folder $folder)) {
              & $sendUnreadable -IisPath $iisPath -Path $folder -Code 'timed-out' -Reason 'the share did not answer within 2 s.'
              continue
            }
            & $sendWeb -IisPath $iisPath -Folder $folder
            foreach ($endpoint in @($In.endpoints)) {
              if ($null -eq $endpoint) { continue }
              $whole = $endpoint.site + $endpoint.path
              if (-not $whole.StartsWith($iisPath + '/', [System.StringComparison]::OrdinalIgnoreCase)) { continue }
              $below = $folder
              $belowPath = $iisPath
              foreach ($segment in $whole.Substring($iisPath.Length + 1).Split('/')) {
                if ($segment -eq '' -or $segment -eq '..' -or $segment -eq '.' -or $segment.IndexOfAny([System.IO.Path]::GetInvalidFileNameChars()) -ge 0) { break }
                $below = [System.IO.Path]::Combine($below, $segment)
                $belowPath = $belowPath + '/' + $segment
                if (-not [System.IO.Directory]::Exists($below)) { break }
                & $sendWeb -IisPath $belowPath -Folder $below
              }
            }
          } catch {
            & $sendUnreadable -IisPath $iisPath -Path $raw -Code 'file-unreadable' -Reason $_.Exception.Message
          }
        }
      }
    }
  }
}
Write-SwbDone -Value ([pscustomobject] @{ path = $configuration.Path; redirected = $configuration.Redirected })
