# Sends redirection.config, applicationHost.config and the web.config of every site, application and virtual directory,
# and of the folders on the way to known endpoints. What is not known to be harmless becomes asterisks here, on the
# server, one for each UTF-16 unit, so that offsets, lines and well-formedness stay. Hashes are of the files as they are.
# With 'kept' it sends one file instead: an applicationHost.config of IIS's history or backups, a web.config, or our copy
# of one.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$fileLimit = 67108864
$pieceSize = 1048576
# A record is base64 of JSON that holds base64, and the session takes 64 MB of text: 16/9 of this fit in.
$left = 35651584
$ordinal = [System.StringComparer]::Ordinal
$ignoreCase = [System.StringComparer]::OrdinalIgnoreCase
# ---- What may leave: attributes by the element they stand on, without configuration and location before it. ----
$defaults = '(?:site/|)(?:applicationDefaults|application)'
$directory = '(?:site/|)(?:application/|applicationDefaults/|)(?:virtualDirectory|virtualDirectoryDefaults)'
$pool = 'system\.applicationHost/applicationPools/(?:add|applicationPoolDefaults)'
$sites = 'system\.applicationHost/sites/'
$site = $sites + '(?:site|siteDefaults)'
$rewrite = 'system\.webServer/rewrite/(?:rules|globalRules|outboundRules)'
$proxy = 'enabled httpVersion keepAlive timeout preserveHostHeader reverseRewriteHostInResponseHeaders minResponseBuffer responseBufferLimit bufferChunkedResponses maxResponseHeaderSize'
$leaves = @(
  @('location', 'path overrideMode allowOverride inheritInChildApplications'),
  @('configSections(?:/sectionGroup)*(?:/section)?', 'name type allowDefinition allowLocation allowExeDefinition overrideModeDefault requirePermission'),
  @('configurationRedirection', 'enabled path enableUncPolling pollingPeriod'),
  @($pool, 'name managedPipelineMode managedRuntimeVersion managedRuntimeLoader enable32BitAppOnWin64 autoStart startMode queueLength enableConfigurationOverride passAnonymousToken'),
  @(($pool + '/processModel'), 'identityType logonType manualGroupMembership loadUserProfile setProfileEnvironment idleTimeout idleTimeoutAction maxProcesses shutdownTimeLimit startupTimeLimit pingingEnabled pingInterval pingResponseTime logEventOnProcessModel'),
  @(($pool + '/recycling'), 'disallowOverlappingRotation disallowRotationOnConfigChange logEventOnRecycle'),
  @(($pool + '/recycling/periodicRestart'), 'time requests memory privateMemory'),
  @(($pool + '/recycling/periodicRestart/schedule/(?:add|remove)'), 'value'),
  @(($pool + '/failure'), 'loadBalancerCapabilities rapidFailProtection rapidFailProtectionInterval rapidFailProtectionMaxCrashes orphanWorkerProcess'),
  @(($pool + '/cpu'), 'limit action resetInterval smpAffinitized smpProcessorAffinityMask smpProcessorAffinityMask2 processorGroup numaNodeAssignment numaNodeAffinityMode'),
  @(($pool + '/environmentVariables/(?:add|remove)'), 'name'),
  @($site, 'name id serverAutoStart'),
  @(($site + '/bindings/binding'), 'protocol bindingInformation sslFlags'),
  @(($site + '/limits'), 'maxConnections connectionTimeout maxBandwidth maxUrlSegments'),
  @(($site + '/logFile'), 'directory logFormat logTargetW3C logExtFileFlags period truncateSize localTimeRollover enabled logSiteId flushByEntryCountW3CLog maxLogLineLength'),
  @(($site + '/logFile/customFields(?:/add)?'), 'maxCustomFieldLength logFieldName sourceName sourceType'),
  @(($site + '/traceFailedRequestsLogging'), 'enabled directory maxLogFiles maxLogFileSizeKB customActionsEnabled'),
  @(($site + '/hsts'), 'enabled max-age includeSubDomains preload redirectHttpToHttps'),
  @(($sites + $defaults), 'path applicationPool enabledProtocols preloadEnabled serviceAutoStartEnabled serviceAutoStartProvider'),
  @(($sites + $directory), 'path physicalPath logonMethod allowSubDirConfig'),
  @('system\.applicationHost/webLimits', 'connectionTimeout demandStartThreshold dynamicIdleThreshold headerWaitTimeout minBytesPerSecond dynamicRegistrationThreshold maxGlobalBandwidth'),
  @('system\.applicationHost/log(?:/\w+)?', 'centralLogFileMode logInUTF8 enabled directory period truncateSize localTimeRollover logExtFileFlags'),
  @('system\.applicationHost/listenerAdapters/add', 'name'),
  @('system\.applicationHost/configHistory', 'enabled path maxHistories period'),
  @('system\.webServer/webSocket', 'enabled receiveBufferLimit pingInterval'),
  @('system\.webServer/serverRuntime', 'enabled appConcurrentRequestLimit uploadReadAheadSize maxRequestEntityAllowed enableNagling frequentHitThreshold frequentHitTimePeriod'),
  @('system\.webServer/proxy', $proxy),
  @('webFarms/webFarm', 'name enabled'),
  @('webFarms/webFarm/server', 'address enabled'),
  @('webFarms/webFarm/server/applicationRequestRouting', 'httpPort httpsPort weight'),
  @('webFarms/webFarm/applicationRequestRouting/protocol', $proxy),
  @('webFarms/webFarm/applicationRequestRouting/affinity', 'useCookie cookieName'),
  @('system\.webServer/globalModules/(?:add|remove)', 'name image preCondition'),
  @('system\.webServer/modules', 'runAllManagedModulesForAllRequests runManagedModulesForWebDavRequests'),
  @('system\.webServer/modules/(?:add|remove)', 'name type preCondition'),
  @('system\.webServer/handlers', 'accessPolicy'),
  @('system\.webServer/handlers/(?:add|remove)', 'name path verb type modules preCondition resourceType requireAccess allowPathInfo responseBufferLimit'),
  @('system\.webServer/aspNetCore', 'processPath hostingModel requestTimeout startupTimeLimit shutdownTimeLimit rapidFailsPerMinute processesPerApplication stdoutLogEnabled forwardWindowsAuthToken disableStartUpErrorPage'),
  @('system\.webServer/httpPlatform', 'processPath requestTimeout startupTimeLimit startupRetryCount rapidFailsPerMinute processesPerApplication stdoutLogEnabled forwardWindowsAuthToken'),
  @('system\.webServer/iisnode', 'nodeProcessCountPerApplication maxConcurrentRequestsPerProcess maxNamedPipeConnectionRetry namedPipeConnectionRetryDelay maxNamedPipeConnectionPoolSize gracefulShutdownTimeout loggingEnabled debuggingEnabled devErrorsEnabled flushResponse enableXFF recycleSignalEnabled idlePageOutTimePeriod nodeProcessStickySessions'),
  @('system\.webServer/validation', 'validateIntegratedModeConfiguration'),
  @('system\.webServer/applicationInitialization', 'doAppInitAfterRestart skipManagedModules'),
  @('system\.webServer/urlCompression', 'doStaticCompression doDynamicCompression dynamicCompressionBeforeCache'),
  @('system\.webServer/httpProtocol', 'allowKeepAlive'),
  @('system\.webServer/httpProtocol/customHeaders/(?:add|remove)', 'name'),
  @('system\.webServer/security/access', 'sslFlags'),
  @('system\.webServer/security/authentication/\w+', 'enabled'),
  @('system\.webServer/security/requestFiltering', 'allowDoubleEscaping allowHighBitCharacters removeServerHeader'),
  @('system\.webServer/security/requestFiltering/requestLimits', 'maxAllowedContentLength maxUrl maxQueryString'),
  @('system\.webServer/rewrite/allowedServerVariables/(?:add|remove)', 'name'),
  @('system\.webServer/security/requestFiltering/hiddenSegments/(?:add|remove)', 'segment'),
  @(($rewrite + '/(?:rule|remove)'), 'name enabled patternSyntax stopProcessing preCondition'),
  @(($rewrite + '/rule/match'), 'url ignoreCase negate'),
  @(($rewrite + '/rule/conditions'), 'logicalGrouping trackAllCaptures'),
  @(($rewrite + '/rule/conditions/add'), 'input matchType ignoreCase negate'),
  @(($rewrite + '/rule/serverVariables/set'), 'name replace'),
  @(($rewrite + '/rule/action'), 'type url appendQueryString logRewrittenUrl redirectType'),
  @('system\.web/httpRuntime', 'targetFramework executionTimeout maxRequestLength appRequestQueueLimit minFreeThreads minLocalRequestFreeThreads enable shutdownTimeout waitChangeNotification maxWaitChangeNotification'),
  @('system\.web/compilation', 'debug targetFramework batch'),
  @('system\.web/(?:httpModules|httpHandlers)/(?:add|remove)', 'name path verb type validate'),
  @('system\.web/identity', 'impersonate'),
  @('system\.web/authentication', 'mode'),
  @('system\.web/sessionState', 'mode')
)
# Locks and includes may stand on any element of IIS's own groups.
$ours = [regex]::new('^(?:system\.applicationHost|system\.webServer|webFarms)/(?!appSettings|connectionStrings)')
$anywhere = 'lockAttributes lockAllAttributesExcept lockElements lockAllElementsExcept lockItem configSource childSource configProtectionProvider'
# These hold text of people; every other value that leaves is a number, a word, a list of words or a time. True and false
# leave everywhere.
$texts = 'name path physicalPath applicationPool type image preCondition bindingInformation enabledProtocols serviceAutoStartProvider managedRuntimeVersion directory address cookieName processPath verb modules url input logFieldName sourceName configSource childSource'
$wordy = [System.Collections.Generic.HashSet[string]]::new([string[]] $texts.Split(' '), $ordinal)
$plain = [regex]::new('\A[\w ,.:*+-]{0,300}\z')
$encrypted = [regex]::new('(?:\[|&#0*91;|&#x0*5b;)\s*enc:', 'IgnoreCase')
# "password=..." in a text is a secret; a site may be called so.
$assigned = [regex]::new('(?:password|passwd|pwd|secret|token|key|sig)\s*=', 'IgnoreCase')
$called = [System.Collections.Generic.HashSet[string]]::new([string[]] @('name', 'path', 'physicalPath', 'applicationPool', 'bindingInformation'), $ordinal)
$known = [System.Collections.Generic.Dictionary[string, object]]::new($ordinal)
$attributesOf = {
  param([string] $Path)
  $set = [System.Collections.Generic.HashSet[string]]::new($ordinal)
  foreach ($row in $leaves) {
    if ([regex]::IsMatch($Path, '\A' + $row[0] + '\z')) { foreach ($name in $row[1].Split(' ')) { $null = $set.Add($name) } }
  }
  if ($ours.IsMatch($Path)) { foreach ($name in $anywhere.Split(' ')) { $null = $set.Add($name) } }
  $known[$Path] = $set
}
# ---- Tokens: each match begins where the last one ended, and some rule always fits. ----
$name = '[^\s<>/="''&!?;]+'
$attributes = '(?>\s+(?<n>' + $name + ')\s*=\s*(?<v>"[^"<]*"|''[^''<]*''))*'
$tokens = [regex]::new('\G(?:(?<text>[^<]+)|<(?<tag>' + $name + ')' + $attributes + '\s*(?<empty>/?)>|</(?<end>' + $name + ')\s*>|(?<open><!--)(?<in>.*?)(?<shut>-->|\z)|(?<open><!\[CDATA\[)(?<in>.*?)(?<shut>\]\]>|\z)|(?<open><!DOCTYPE)(?<in>[^<>]*)(?<shut>>?)|(?<open><\?[\w:.-]*)(?<in>.*?)(?<shut>\?>|\z)|(?<text><))', 'Singleline, CultureInvariant')
$declaration = [regex]::new('\G<\?xml\s+version\s*=\s*["'']1\.[01]["''](?:\s+encoding\s*=\s*["''][\w.-]{1,40}["''])?(?:\s+standalone\s*=\s*["''](?:yes|no)["''])?\s*\?>')
$visible = [regex]::new('[^\r\n\t]')
$ink = [regex]::new('\S')
$harmless = [regex]::new('\A(?:true|false)\z', 'IgnoreCase')
$userInfo = [regex]::new('(?<=//)[^/?]*(?=@)')
# A thousand sites or pools that hold nothing but what may leave are one match, not ten thousand turns of a loop.
$run = {
  param([string] $Element, [string] $Inside, [string] $Rows)
  $names = [System.Collections.Generic.HashSet[string]]::new($ordinal)
  foreach ($row in $leaves) { if ($row[0].StartsWith($Rows) -and -not $row[0].Contains('environmentVariables')) { foreach ($each in $row[1].Split(' ')) { $null = $names.Add($each) } } }
  $null = $names.Remove('value')
  $free = @($names | Where-Object -FilterScript { $wordy.Contains($_) })
  $strict = @($names | Where-Object -FilterScript { -not $wordy.Contains($_) })
  $list = '(?>\s+(?>(?:' + ($free -join '|') + ')\s*=\s*(?:"[^"<=&]*"|''[^''<=&]*'')|(?:' + ($strict -join '|') + ')\s*=\s*(?:"[\w ,.:*+-]*"|''[\w ,.:*+-]*'')))*'
  [regex]::new('\G(?>\s*<' + $Element + $list + '\s*(?>/>|>(?>\s+|<(?>' + $Inside + ')(?![\w.:-])' + $list + '\s*/?>|</(?>' + $Inside + ')\s*>)*</' + $Element + '\s*>))+', 'CultureInvariant')
}
$runs = [System.Collections.Generic.Dictionary[string, object]]::new($ordinal)
$runs['system.applicationHost/sites'] = & $run -Element 'site' -Inside 'application|virtualDirectory|bindings|binding|limits|logFile' -Rows $sites
$runs['system.applicationHost/applicationPools'] = & $run -Element 'add' -Inside 'processModel|recycling|periodicRestart|failure|cpu' -Rows $pool
# A text that is no whole XML keeps its tags and nothing else: what an element is for can't be told in it.
$mask = {
  param([string] $Text, [bool] $Sound)
  $out = [System.Text.StringBuilder]::new($Text.Length)
  # Of each open element the path that its children's paths begin with.
  $stack = [System.Collections.Generic.Stack[string]]::new()
  $path = $null
  $masked = 0
  $at = 0
  if ($Text.Length -gt 0 -and $Text[0] -eq [char] 0xFEFF) { $null = $out.Append($Text[0]); $at = 1 }
  $first = $declaration.Match($Text, $at)
  if ($first.Success) { $null = $out.Append($first.Value); $at += $first.Length }
  while ($at -lt $Text.Length) {
    if ($Sound -and $null -ne $path -and $runs.ContainsKey($path)) {
      $quick = $runs[$path].Match($Text, $at)
      if ($quick.Success -and -not $encrypted.IsMatch($quick.Value)) { $null = $out.Append($quick.Value); $at += $quick.Length; continue }
    }
    $token = $tokens.Match($Text, $at)
    $from = $at
    $at += $token.Length
    if ($token.Groups['text'].Success) {
      $clean = $token.Value
      if ($clean -ne '<') { $clean = $ink.Replace($clean, '*') }
      if (-not [string]::Equals($clean, $token.Value)) { $masked++ }
      $null = $out.Append($clean)
      continue
    }
    if ($token.Groups['end'].Success) {
      if ($Sound) { $null = $stack.Pop(); $path = $null; if ($stack.Count -gt 0) { $path = $stack.Peek() } }
      $null = $out.Append($token.Value)
      continue
    }
    if (-not $token.Groups['tag'].Success) {
      $inside = $token.Groups['in']
      if ($inside.Length -gt 0) { $masked++ }
      $null = $out.Append($token.Groups['open'].Value).Append($ink.Replace($inside.Value, '*')).Append($token.Groups['shut'].Value)
      continue
    }
    $tag = $token.Groups['tag'].Value
    $allowed = $null
    if ($Sound) {
      $own = '?'
      $inner = '?'
      if ($null -eq $path) { if ($tag -ceq 'configuration') { $own = ''; $inner = '' } }
      elseif ($path -eq '') { $own = $tag; $inner = $tag; if ($tag -ceq 'location') { $inner = '' } }
      elseif ($path -ne '?') { $own = $path + '/' + $tag; $inner = $own }
      if (-not $known.ContainsKey($own)) { & $attributesOf -Path $own }
      $allowed = $known[$own]
      if ($token.Groups['empty'].Length -eq 0) { $stack.Push($inner); $path = $inner }
    }
    $values = $token.Groups['v'].Captures
    $names = $token.Groups['n'].Captures
    for ($index = 0; $index -lt $values.Count; $index++) {
      $attribute = $names[$index].Value
      $quoted = $values[$index]
      $value = $quoted.Value.Substring(1, $quoted.Length - 2)
      if ($value -eq '' -or $harmless.IsMatch($value)) { continue }
      $shown = $value
      if ($null -eq $allowed -or -not $allowed.Contains($attribute) -or $encrypted.IsMatch($value) -or (-not $called.Contains($attribute) -and $assigned.IsMatch($value))) {
        $shown = $visible.Replace($value, '*')
      } elseif (-not $wordy.Contains($attribute)) {
        if (-not $plain.IsMatch($value)) { $shown = $visible.Replace($value, '*') }
      } elseif ($tag -ceq 'action' -and $attribute -ceq 'url') {
        # User and password, and whatever a query hands on.
        $shown = $userInfo.Replace($value, { param($match) $visible.Replace($match.Value, '*') })
        $query = $shown.IndexOf('?')
        if ($query -ge 0) { $shown = $shown.Substring(0, $query + 1) + $visible.Replace($shown.Substring($query + 1), '*') }
      }
      if ([string]::Equals($shown, $value)) { continue }
      $masked++
      $null = $out.Append($Text, $from, $quoted.Index + 1 - $from).Append($shown)
      $from = $quoted.Index + 1 + $value.Length
    }
    $null = $out.Append($Text, $from, $at - $from)
  }
  [pscustomobject] @{ text = $out.ToString(); masked = $masked }
}
# The text as a document, or why it is none. Undeclared prefixes are none of our business.
$parse = {
  param([string] $Text)
  $document = [System.Xml.XmlDocument]::new()
  $document.XmlResolver = $null
  $reader = [System.Xml.XmlTextReader]::new([System.IO.StringReader]::new($Text.TrimStart([char] 0xFEFF)))
  try {
    $reader.Namespaces = $false
    $reader.Normalization = $true
    $reader.XmlResolver = $null
    $reader.DtdProcessing = [System.Xml.DtdProcessing]::Prohibit
    $document.Load($reader)
    [pscustomobject] @{ document = $document; line = 0 }
  } catch {
    $line = 1
    $problem = $_.Exception
    while ($null -ne $problem) { if ($problem -is [System.Xml.XmlException]) { $line = $problem.LineNumber }; $problem = $problem.InnerException }
    [pscustomobject] @{ document = $null; line = $line }
  } finally {
    $reader.Close()
  }
}
# ---- Files. One block, for this runspace and for the other: it throws nothing and answers plain data. ----
$look = {
  param([string] $Path, [long] $Limit)
  $ErrorActionPreference = 'Stop'
  $answer = @{ found = $false; bytes = $null; modified = ''; code = ''; reason = '' }
  try {
    if (-not [System.IO.File]::Exists($Path)) {
      # That is also said of a file that this account may not see; then its folder can't be listed, or has it.
      $folder = [System.IO.Path]::GetDirectoryName($Path)
      if ([System.IO.Directory]::Exists($folder)) {
        if ([System.IO.Directory]::Exists($Path)) { $answer.code = 'file-unreadable'; $answer.reason = 'it is a folder.' }
        elseif ([System.IO.Directory]::GetFileSystemEntries($folder, [System.IO.Path]::GetFileName($Path)).Length -gt 0) { $answer.code = 'access-denied'; $answer.reason = 'this account may not look at it.' }
      } else {
        $null = [System.IO.File]::GetAttributes($folder)
      }
      return $answer
    }
    $share = [System.IO.FileShare]::ReadWrite -bor [System.IO.FileShare]::Delete
    for ($try = 1; $true; $try++) {
      try {
        $stream = [System.IO.FileStream]::new($Path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, $share)
        break
      } catch {
        # Whoever writes it has it open for a moment.
        $cause = $_.Exception.GetBaseException()
        if ($try -ge 5 -or $cause.GetType() -ne [System.IO.IOException]) { throw }
        [System.Threading.Thread]::Sleep(100)
      }
    }
    try {
      if ($stream.Length -gt $Limit) {
        $answer.code = 'file-too-large'
        $answer.reason = 'it has ' + [System.Math]::Ceiling($stream.Length / 1048576) + ' MB; at most 64 MB are read.'
        return $answer
      }
      $memory = [System.IO.MemoryStream]::new([int] $stream.Length)
      $stream.CopyTo($memory)
      $answer.bytes = $memory.ToArray()
    } finally {
      $stream.Dispose()
    }
    $answer.modified = [System.IO.File]::GetLastWriteTimeUtc($Path).ToString('o')
    $answer.found = $true
  } catch {
    $cause = $_.Exception.GetBaseException()
    if ($cause -is [System.IO.FileNotFoundException] -or $cause -is [System.IO.DirectoryNotFoundException]) { return $answer }
    $answer.code = 'file-unreadable'
    if ($cause -is [System.UnauthorizedAccessException] -or $cause.HResult -eq -2147024891) { $answer.code = 'access-denied' }
    elseif ($cause.GetType() -eq [System.IO.IOException] -and (@(-2147024864, -2147024863, 11) -contains $cause.HResult)) { $answer.code = 'busy' }
    $answer.reason = [string] $cause.Message
  }
  $answer
}
# A share that does not answer must not hold up the rest: it is asked in a runspace of its own, and once. Many slow ones
# together may not, either.
$waiting = [System.Diagnostics.Stopwatch]::new()
$patience = 40000
$shares = [System.Collections.Generic.Dictionary[string, object]]::new($ignoreCase)
$readFile = {
  param([string] $Path, [string] $Share, [int] $WaitMs)
  if ($Share -eq '') { return & $look -Path $Path -Limit $fileLimit }
  if (-not $shares.ContainsKey($Share)) {
    $shares[$Share] = [runspacefactory]::CreateRunspace([System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
    $shares[$Share].Open()
  }
  $late = @{ found = $false; code = 'timed-out'; reason = "$Share did not answer within $($WaitMs / 1000) s." }
  if ($null -eq $shares[$Share]) { return $late }
  if ($waiting.ElapsedMilliseconds -gt $patience) { return @{ found = $false; code = 'timed-out'; reason = 'reading from shares took too long, so it was not asked.' } }
  $shell = [powershell]::Create()
  $shell.Runspace = $shares[$Share]
  $null = $shell.AddScript($look.ToString()).AddParameter('Path', $Path).AddParameter('Limit', $fileLimit)
  $waiting.Start()
  $running = $shell.BeginInvoke()
  $inTime = $running.AsyncWaitHandle.WaitOne($WaitMs)
  $waiting.Stop()
  if (-not $inTime) {
    # A call into a dead share can't be stopped; its thread is left behind and waited for by nobody.
    $null = $shell.BeginStop($null, $null)
    $shares[$Share] = $null
    return $late
  }
  $result = $shell.EndInvoke($running)
  $shell.Dispose()
  return $result[0]
}
# \\server\share of a path as it is written, or nothing where it is local.
$shareOf = {
  param([string] $Written)
  $match = [regex]::Match([System.Environment]::ExpandEnvironmentVariables($Written), '\A[\\/]{2}[^\\/]+[\\/]+[^\\/]+')
  if ($match.Success -and -not [regex]::IsMatch($match.Value, '\A\\\\[?.]\\[A-Za-z]:')) { return $match.Value }
  return ''
}
$sendUnreadable = {
  param([string] $IisPath, [string] $Path, [string] $Code, [string] $Reason)
  Write-SwbPart -Value ([pscustomobject] @{ role = 'unreadable'; iisPath = $IisPath; path = $Path; code = $Code; reason = $Reason })
}
# UTF-8, or a single-byte encoding that the text declares and that gives the same bytes again.
$decode = {
  param([byte[]] $Bytes)
  $head = [System.Text.Encoding]::GetEncoding('iso-8859-1').GetString($Bytes, 0, [System.Math]::Min(200, $Bytes.Length))
  if ($head -match '\A(?:\xff\xfe|\xfe\xff|\x00|.\x00)') { return [pscustomobject] @{ text = $null; code = 'encoding-unsupported'; reason = 'it is UTF-16 or UTF-32, which is not supported here; save it as UTF-8.' } }
  $encoding = [System.Text.UTF8Encoding]::new($false, $true)
  try {
    if ($head -match '\A<\?xml\s[^>]*?\sencoding\s*=\s*["''](iso-8859-\d+|windows-125\d)["'']') {
      $label = $Matches[1]
      $encoding = [System.Text.Encoding]::GetEncoding($label, [System.Text.EncoderFallback]::ExceptionFallback, [System.Text.DecoderFallback]::ExceptionFallback)
    }
    $text = $encoding.GetString($Bytes)
    if ($encoding.GetByteCount($text) -ne $Bytes.Length) { throw 'not the same again' }
    return [pscustomobject] @{ text = $text; encoding = $encoding }
  } catch {
    return [pscustomobject] @{ text = $null; code = 'encoding-broken'; reason = "its bytes are not $($encoding.WebName), though it is declared so; correct its encoding." }
  }
}
$state = @{ left = $left; document = $null }
# Sends one file, masked, or why it can't be sent. A file that is not there is no part.
$sendFile = {
  param([string] $Role, [string] $IisPath, [string] $Path, [string] $Share, [int] $WaitMs = 2000)
  try {
    $file = & $readFile -Path $Path -Share $Share -WaitMs $WaitMs
    if (-not $file.found) {
      $reason = $file.reason
      $code = $file.code
      if ($code -eq '' -and $Role -eq 'applicationHost') { $code = 'file-missing'; $reason = 'there is no such file.' }
      if ($code -ne '') { & $sendUnreadable -IisPath $IisPath -Path $Path -Code $code -Reason $reason }
      return
    }
    $bytes = [byte[]] $file.bytes
    $decoded = & $decode -Bytes $bytes
    if ($null -eq $decoded.text) { & $sendUnreadable -IisPath $IisPath -Path $Path -Code $decoded.code -Reason $decoded.reason; return }
    $parsed = & $parse -Text $decoded.text
    $sound = $null -ne $parsed.document
    $safe = & $mask -Text $decoded.text -Sound $sound
    if (-not $sound -and $null -ne (& $parse -Text $safe.text).document) {
      # What was wrong stood in what is now asterisks: it must not look right.
      & $sendUnreadable -IisPath $IisPath -Path $Path -Code 'not-xml' -Reason "line $($parsed.line) is not well-formed; correct it there."
      return
    }
    if ($Role -eq 'applicationHost') { $state.document = $parsed.document }
    $sent = $decoded.encoding.GetBytes($safe.text)
    if ($sent.Length -gt $state.left) {
      & $sendUnreadable -IisPath $IisPath -Path $Path -Code 'file-too-large' -Reason 'the configuration files together are larger than what is read at once.'
      return
    }
    $state.left -= $sent.Length
    $count = [int] [System.Math]::Max(1, [System.Math]::Ceiling($sent.Length / $pieceSize))
    $hash = Get-SwbHash -Bytes $bytes
    for ($index = 0; $index -lt $count; $index++) {
      $start = $index * $pieceSize
      $piece = [System.Convert]::ToBase64String($sent, $start, [System.Math]::Min($pieceSize, $sent.Length - $start))
      Write-SwbPart -Value ([pscustomobject] @{
        role = $Role; iisPath = $IisPath; path = $Path; hash = $hash; size = $bytes.Length; modified = $file.modified
        masked = $safe.masked; index = $index; count = $count; base64 = $piece
      })
    }
  } catch {
    & $sendUnreadable -IisPath $IisPath -Path $Path -Code 'file-unreadable' -Reason ([string] $_.Exception.GetBaseException().Message)
  }
}
$seen = [System.Collections.Generic.HashSet[string]]::new($ignoreCase)
$sendWeb = {
  param([string] $IisPath, [string] $Folder, [string] $Share)
  if (-not $seen.Add($IisPath)) { return }
  & $sendFile -Role 'web' -IisPath $IisPath -Path ([System.IO.Path]::Combine($Folder, 'web.config')) -Share $Share
}
if ($null -ne $In.kept) {
  if ($In.kept.kind -eq 'web' -or $In.kept.kind -eq 'copy') {
    if ($In.kept.kind -eq 'web') { $path = (Get-SwbSiteFile -Folder $In.kept.folder -Name 'web.config').Path }
    else { $path = Get-SwbPath -Path ('%windir%\System32\inetsrv\IISSwitchboard\files\' + $In.kept.name) }
    & $sendFile -Role 'web' -IisPath '/' -Path $path -Share (& $shareOf -Written $path) -WaitMs 15000
    Write-SwbDone -Value ([pscustomobject] @{ path = $path; redirected = $false })
    return
  }
  $folder = '%windir%\System32\inetsrv\backup'
  if ($In.kept.kind -eq 'history') { $folder = $In.kept.history }
  $path = [System.IO.Path]::Combine((Get-SwbPath -Path $folder), $In.kept.name, 'applicationHost.config')
  & $sendFile -Role 'applicationHost' -IisPath '' -Path $path -Share ''
  Write-SwbDone -Value ([pscustomobject] @{ path = $path; redirected = $false })
  return
}
$configuration = Get-SwbConfiguration
& $sendFile -Role 'redirection' -IisPath '' -Path $configuration.Redirection -Share ''
& $sendFile -Role 'applicationHost' -IisPath '' -Path $configuration.Path -Share (& $shareOf -Written $configuration.Path) -WaitMs 15000
# Where every site, application and virtual directory lies. An application's own folder comes before a directory of that
# name in the one above it.
$folders = [System.Collections.Generic.Dictionary[string, object]]::new($ignoreCase)
if ($null -ne $state.document) {
  foreach ($siteNode in $state.document.SelectNodes('/configuration/system.applicationHost/sites/site')) {
    $siteName = $siteNode.GetAttribute('name')
    foreach ($application in $siteNode.SelectNodes('application')) {
      $applicationPath = ($siteName + $application.GetAttribute('path')).TrimEnd('/')
      foreach ($node in $application.SelectNodes('virtualDirectory')) {
        $iisPath = ($applicationPath + $node.GetAttribute('path')).TrimEnd('/')
        $written = $node.GetAttribute('physicalPath')
        if ($iisPath -eq '' -or $written -eq '') { continue }
        if ($folders.ContainsKey($iisPath) -and $node.GetAttribute('path') -ne '/') { continue }
        try {
          $folders[$iisPath] = [pscustomobject] @{ iisPath = $iisPath; folder = (Get-SwbPath -Path $written); share = (& $shareOf -Written $written) }
        } catch {
          & $sendUnreadable -IisPath $iisPath -Path $written -Code 'file-unreadable' -Reason ([string] $_.Exception.GetBaseException().Message)
        }
      }
    }
  }
} elseif ($seen.Count -eq 0) {
  & $sendUnreadable -IisPath '' -Path $configuration.Path -Code 'not-xml' -Reason 'it is not well-formed, so the folders of its sites are not known and no web.config was read.'
}
foreach ($each in $folders.Values) { & $sendWeb -IisPath $each.iisPath -Folder $each.folder -Share $each.share }
$forbidden = [System.IO.Path]::GetInvalidFileNameChars()
foreach ($endpoint in @($In.endpoints)) {
  if ($null -eq $endpoint) { continue }
  $iisPath = [string] $endpoint.site
  if (-not $folders.ContainsKey($iisPath)) { continue }
  $here = $folders[$iisPath]
  $folder = $here.folder
  $share = $here.share
  foreach ($segment in ([string] $endpoint.path).Split('/')) {
    if ($segment -eq '') { continue }
    if ($segment -eq '.' -or $segment -eq '..' -or $segment.IndexOfAny($forbidden) -ge 0 -or $segment.IndexOfAny([char[]] '\:*?') -ge 0) { break }
    $iisPath = $iisPath + '/' + $segment
    if ($folders.ContainsKey($iisPath)) { $folder = $folders[$iisPath].folder; $share = $folders[$iisPath].share; continue }
    $folder = [System.IO.Path]::Combine($folder, $segment)
    & $sendWeb -IisPath $iisPath -Folder $folder -Share $share
  }
}
foreach ($runspace in $shares.Values) { if ($null -ne $runspace) { $runspace.Dispose() } }
Write-SwbDone -Value ([pscustomobject] @{ path = $configuration.Path; redirected = $configuration.Redirected })
