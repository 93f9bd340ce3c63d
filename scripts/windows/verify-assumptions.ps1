# .SYNOPSIS
#   Tests what IIS Switchboard assumes of IIS and nobody has seen yet, and reports JSON.
# .DESCRIPTION
#   For Windows PowerShell 5.1, as administrator, on a server with IIS, Web-WebSockets, Web-Asp-Net45 and the IIS
#   management scripts:  .\verify-assumptions.ps1 > assumptions.json
#   It works on two sites, an application pool and a folder that it makes and removes; besides them it leaves lines in
#   the logs. It takes some ten minutes. What would touch other sites is not tested and reported as such.
#   Each result: { assumption, expected, observed, holds, detail }; holds is null where it could not be tested or where
#   there is nothing to compare with. The facts are those of iis-websockets.md marked [U], [K] or [I].
# .PARAMETER Port
#   A free TCP port for the site.
# .PARAMETER Pace
#   Factor for every wait: 0 for a rehearsal without IIS, where nothing answers anyway.
[CmdletBinding()]
param([int] $Port = 18999, [double] $Pace = 1)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$name = 'switchboard-verify-' + [System.Guid]::NewGuid().ToString('N').Substring(0, 8)
$ftp = $name + '-ftp'
# Not among the temporary files: the pool's account reads what lies in inetpub.
$folder = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath("$env:SystemDrive\inetpub\$name")
$results = New-Object -TypeName 'System.Collections.Generic.List[object]'
$poolSection = 'system.applicationHost/applicationPools'
$siteSection = 'system.applicationHost/sites'
Import-Module -Name 'IISAdministration'

function Add-Result {
  param([string] $Assumption, [string] $Expected, [string] $Observed, [object] $Holds, [string] $Detail = '')
  $results.Add([pscustomobject] @{ assumption = $Assumption; expected = $Expected; observed = $Observed; holds = $Holds; detail = $Detail })
}

# Each test in its own try: one that fails is a result as well. A body ends with @{ Observed; Holds }.
function Test-Assumption {
  param([string] $Assumption, [string] $Expected, [scriptblock] $Body)
  try {
    $answer = @(& $Body)[-1]
    Add-Result -Assumption $Assumption -Expected $Expected -Observed ([string] $answer.Observed) -Holds $answer.Holds
  } catch {
    Add-Result -Assumption $Assumption -Expected $Expected -Observed 'could not be tested' -Holds $null -Detail ($_.Exception.Message + ' ' + $_.InvocationInfo.PositionMessage)
  } finally {
    Reset-IISServerManager -Confirm:$false
  }
}

function Wait-Seconds {
  param([double] $Seconds)
  Start-Sleep -Milliseconds ([int] ($Seconds * 1000 * $Pace))
}

# What a block throws, as "Type 0x80070021"; "nothing" where it does not.
function Get-Thrown {
  param([scriptblock] $Block)
  try {
    $null = & $Block
    return 'nothing'
  } catch {
    $inner = $_.Exception.GetBaseException()
    return '{0} 0x{1:X8}' -f $inner.GetType().Name, $inner.HResult
  }
}

# --- the configuration -------------------------------------------------------------------------------------------

function Get-Section {
  param([string] $Path, [string] $Location = '')
  if ($Location -eq '') { return Get-IISConfigSection -SectionPath $Path -CommitPath 'MACHINE/WEBROOT/APPHOST' }
  Get-IISConfigSection -SectionPath $Path -CommitPath 'MACHINE/WEBROOT/APPHOST' -Location $Location
}
function Get-Entry {
  param([string] $Section, [string] $Named)
  $collection = Get-IISConfigCollection -ConfigElement (Get-Section -Path $Section)
  Get-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute @{ name = $Named }
}
function Get-PoolElement { Get-Entry -Section $poolSection -Named $name }

# One commit of what a block does with a fresh view, or nothing.
function Invoke-Change {
  param([scriptblock] $Block)
  Reset-IISServerManager -Confirm:$false
  Start-IISCommitDelay
  $done = $false
  try {
    $null = & $Block
    Stop-IISCommitDelay -Commit $true
    $done = $true
  } finally {
    if (-not $done) { try { Stop-IISCommitDelay -Commit $false } catch { Write-Verbose -Message 'It had ended already.' } }
    Reset-IISServerManager -Confirm:$false
  }
}
function Set-Below {
  param([object] $Element, [string[]] $Below, [string] $Attribute, [object] $Value)
  foreach ($child in $Below) { $Element = Get-IISConfigElement -ConfigElement $Element -ChildElementName $child }
  Set-IISConfigAttributeValue -ConfigElement $Element -AttributeName $Attribute -AttributeValue $Value
}
function Set-PoolValue {
  param([string[]] $Below = @(), [string] $Attribute, [object] $Value)
  Invoke-Change -Block { Set-Below -Element (Get-PoolElement) -Below $Below -Attribute $Attribute -Value $Value }
}
function Set-SiteLimit {
  param([string] $Attribute, [object] $Value)
  Invoke-Change -Block { Set-Below -Element (Get-Entry -Section $siteSection -Named $name) -Below @('limits') -Attribute $Attribute -Value $Value }
  Wait-Seconds -Seconds 2
}
function Set-LocationValue {
  param([string] $Section, [string] $Attribute, [object] $Value)
  Invoke-Change -Block { Set-IISConfigAttributeValue -ConfigElement (Get-Section -Path $Section -Location $name) -AttributeName $Attribute -AttributeValue $Value }
}
function Reset-Location {
  param([string] $Section)
  Invoke-Change -Block { (Get-Section -Path $Section -Location $name).RevertToParent() }
  Wait-Seconds -Seconds 2
}
function Add-Site {
  param([string] $Named, [long] $Id, [string] $Protocol, [string] $Binding)
  $sites = Get-IISConfigCollection -ConfigElement (Get-Section -Path $siteSection)
  $site = New-IISConfigCollectionElement -ConfigCollection $sites -ConfigAttribute @{ name = $Named; id = $Id } -Passthru
  $applications = Get-IISConfigCollection -ConfigElement $site
  $application = New-IISConfigCollectionElement -ConfigCollection $applications -ConfigAttribute @{ path = '/'; applicationPool = $name } -Passthru
  $folders = Get-IISConfigCollection -ConfigElement $application
  New-IISConfigCollectionElement -ConfigCollection $folders -ConfigAttribute @{ path = '/'; physicalPath = $folder }
  $bindings = Get-IISConfigCollection -ConfigElement $site -CollectionName 'bindings'
  New-IISConfigCollectionElement -ConfigCollection $bindings -ConfigAttribute @{ protocol = $Protocol; bindingInformation = $Binding }
}
function Get-FreeId {
  $used = @()
  foreach ($site in (Get-IISServerManager).Sites) { $used += $site.Id }
  $id = [long] 7001
  while ($used -contains $id) { $id++ }
  $id
}
function Get-ConfigurationText { Read-Shared -Path ([System.IO.Path]::Combine($env:windir, 'System32', 'inetsrv', 'config', 'applicationHost.config')) }

# A file's text while another program writes it.
function Read-Shared {
  param([string] $Path)
  $share = [System.IO.FileShare]::ReadWrite -bor [System.IO.FileShare]::Delete
  $stream = New-Object -TypeName 'System.IO.FileStream' -ArgumentList $Path, ([System.IO.FileMode]::Open), ([System.IO.FileAccess]::Read), $share
  try {
    $reader = New-Object -TypeName 'System.IO.StreamReader' -ArgumentList $stream
    $reader.ReadToEnd()
  } finally {
    $stream.Dispose()
  }
}

# --- the site ----------------------------------------------------------------------------------------------------

# Status of one plain request, or the reason why there was none.
function Get-Status {
  param([string] $Path = '/hello.txt')
  $request = [System.Net.WebRequest]::Create("http://127.0.0.1:$Port$Path")
  $request.Timeout = 15000
  $request.KeepAlive = $false
  try {
    $response = $request.GetResponse()
    $status = [string] [int] $response.StatusCode
    $response.Close()
    return $status
  } catch {
    $inner = $_.Exception.GetBaseException()
    if ($null -ne $inner.PSObject.Properties['Response'] -and $null -ne $inner.Response) { return [string] [int] $inner.Response.StatusCode }
    return 'no answer: ' + $inner.Message
  }
}
function Get-WorkerId {
  Reset-IISServerManager -Confirm:$false
  $pool = (Get-IISServerManager).ApplicationPools[$name]
  $ids = @($pool.WorkerProcesses | ForEach-Object -Process { $_.ProcessId })
  if ($ids.Count -eq 0) { return 0 }
  $ids[-1]
}

# A handshake over a bare TCP connection: nothing here sends pings by itself. The caller closes .Client.
function Open-Socket {
  param([string] $Extensions = '')
  $client = New-Object -TypeName 'System.Net.Sockets.TcpClient' -ArgumentList '127.0.0.1', $Port
  $stream = $client.GetStream()
  $stream.ReadTimeout = 15000
  $lines = @('GET /echo.ashx HTTP/1.1', "Host: 127.0.0.1:$Port", 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==')
  if ($Extensions -ne '') { $lines += "Sec-WebSocket-Extensions: $Extensions" }
  $bytes = [System.Text.Encoding]::ASCII.GetBytes(($lines -join "`r`n") + "`r`n`r`n")
  $stream.Write($bytes, 0, $bytes.Length)
  $head = ''
  while (-not $head.EndsWith("`r`n`r`n")) {
    $byte = $stream.ReadByte()
    if ($byte -lt 0) { break }
    $head += [char] $byte
  }
  [pscustomobject] @{ Client = $client; Stream = $stream; Head = $head; Status = ($head -split ' ')[1] }
}
function Open-Upgraded {
  $socket = Open-Socket
  if ($socket.Status -ne '101') { $socket.Client.Close(); throw ('The handshake was answered with ' + $socket.Status) }
  $socket
}
# Whether one byte of text comes back.
function Test-Echo {
  param([object] $Socket)
  try {
    $frame = [byte[]] @(0x81, 0x81, 0, 0, 0, 0, 0x78)
    $Socket.Stream.Write($frame, 0, $frame.Length)
    $back = New-Object -TypeName 'byte[]' -ArgumentList 3
    $count = $Socket.Stream.Read($back, 0, 3)
    return ($count -gt 0 -and $back[0] -eq 0x81)
  } catch {
    return $false
  }
}
# Seconds until the server ends the socket (a close frame, or the connection's end); -1 where it does not.
function Wait-End {
  param([object] $Socket, [int] $Seconds)
  $clock = [System.Diagnostics.Stopwatch]::StartNew()
  $Socket.Stream.ReadTimeout = [System.Math]::Max(1, [int] ($Seconds * 1000 * $Pace))
  try {
    $first = $Socket.Stream.ReadByte()
    if ($first -ge 0 -and $first -ne 0x88) { return -1 }
  } catch {
    if ($clock.Elapsed.TotalSeconds -ge $Seconds * $Pace * 0.9) { return -1 }
  }
  [System.Math]::Round($clock.Elapsed.TotalSeconds, 1)
}
# What a change does to an open socket: ends it so many seconds later, or leaves it.
function Watch-Socket {
  param([scriptblock] $Change, [int] $Seconds)
  $socket = Open-Upgraded
  try {
    $null = & $Change
    $end = Wait-End -Socket $socket -Seconds $Seconds
    if ($end -lt 0) { return 'open' }
    "ended after $end s"
  } finally {
    $socket.Client.Close()
  }
}
# Before and after: does the change make another worker process?
function Watch-Worker {
  param([scriptblock] $Change)
  $status = Get-Status
  $before = Get-WorkerId
  if ($status -ne '200' -or $before -eq 0) { throw "The site answers $status, its worker process is $before." }
  $null = & $Change
  Wait-Seconds -Seconds 6
  $null = Get-Status
  $after = Get-WorkerId
  [pscustomobject] @{ Text = "$before -> $after"; Recycled = ($before -ne $after) }
}

$echo = '<%@ WebHandler Language="C#" Class="Echo" %>
using System; using System.Net.WebSockets; using System.Threading; using System.Threading.Tasks; using System.Web; using System.Web.WebSockets;
public class Echo : IHttpHandler {
  public bool IsReusable { get { return true; } }
  public void ProcessRequest(HttpContext context) {
    if (!context.IsWebSocketRequest) { context.Response.StatusCode = 400; return; }
    context.AcceptWebSocketRequest(Talk);
  }
  private static async Task Talk(AspNetWebSocketContext context) {
    var buffer = new ArraySegment<byte>(new byte[4096]);
    while (context.WebSocket.State == WebSocketState.Open) {
      var got = await context.WebSocket.ReceiveAsync(buffer, CancellationToken.None);
      if (got.MessageType == WebSocketMessageType.Close) { await context.WebSocket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None); return; }
      await context.WebSocket.SendAsync(new ArraySegment<byte>(buffer.Array, 0, got.Count), got.MessageType, got.EndOfMessage, CancellationToken.None);
    }
  }
}'
$web = '<configuration><system.web><httpRuntime targetFramework="4.5" /><compilation targetFramework="4.5" /></system.web>{0}</configuration>'
function Set-WebConfig {
  param([string] $More = '')
  [System.IO.File]::WriteAllText([System.IO.Path]::Combine($folder, 'web.config'), $web.Replace('{0}', $More))
  Wait-Seconds -Seconds 2
}

try {
  $null = [System.IO.Directory]::CreateDirectory($folder)
  [System.IO.File]::WriteAllText([System.IO.Path]::Combine($folder, 'hello.txt'), 'hello')
  [System.IO.File]::WriteAllText([System.IO.Path]::Combine($folder, 'echo.ashx'), $echo)
  Set-WebConfig
  $id = Get-FreeId
  Invoke-Change -Block {
    $pools = Get-IISConfigCollection -ConfigElement (Get-Section -Path $poolSection)
    New-IISConfigCollectionElement -ConfigCollection $pools -ConfigAttribute @{ name = $name; managedRuntimeVersion = 'v4.0' }
    Add-Site -Named $name -Id $id -Protocol 'http' -Binding "*:${Port}:"
    Add-Site -Named $ftp -Id ($id + 1) -Protocol 'ftp' -Binding "*:$($Port + 1):"
  }
  Wait-Seconds -Seconds 4

  # --- IISAdministration and Microsoft.Web.Administration (powershell.md, section 3) ------------------------------
  Test-Assumption -Assumption 'An enum is read as its name' -Expected 'String Integrated' -Body {
    $value = Get-IISConfigAttributeValue -ConfigElement (Get-PoolElement) -AttributeName 'managedPipelineMode'
    @{ Observed = $value.GetType().Name + ' ' + $value; Holds = ($value -is [string] -and $value -eq 'Integrated') }
  }
  Test-Assumption -Assumption 'A number is read as a long' -Expected 'Int64 1000' -Body {
    $value = Get-IISConfigAttributeValue -ConfigElement (Get-PoolElement) -AttributeName 'queueLength'
    @{ Observed = $value.GetType().Name + ' ' + $value; Holds = ($value -is [long]) }
  }
  Test-Assumption -Assumption 'A time span is read as a TimeSpan, and 29:00:00 is 29 hours' -Expected 'TimeSpan 1.05:00:00' -Body {
    $element = Get-IISConfigElement -ConfigElement (Get-IISConfigElement -ConfigElement (Get-PoolElement) -ChildElementName 'recycling') -ChildElementName 'periodicRestart'
    $value = Get-IISConfigAttributeValue -ConfigElement $element -AttributeName 'time'
    @{ Observed = $value.GetType().Name + ' ' + $value; Holds = ($value -is [timespan] -and $value.TotalHours -eq 29) }
  }
  Test-Assumption -Assumption 'Flags are read as their names' -Expected 'a String of names' -Body {
    $value = Get-IISConfigAttributeValue -ConfigElement (Get-IISConfigElement -ConfigElement (Get-PoolElement) -ChildElementName 'recycling') -AttributeName 'logEventOnRecycle'
    @{ Observed = $value.GetType().Name + ' ' + $value; Holds = ($value -is [string]) }
  }
  Test-Assumption -Assumption 'An entry that is not there is nothing, not an error' -Expected 'nothing' -Body {
    $entry = Get-Entry -Section $poolSection -Named 'switchboard-nobody'
    @{ Observed = 'nothing: ' + ($null -eq $entry); Holds = ($null -eq $entry) }
  }
  foreach ($refusal in @(
      @{ What = 'A number out of range'; Expected = 'ArgumentException 0x80070057'; Block = { Set-PoolValue -Attribute 'queueLength' -Value ([long] 9) } },
      @{ What = 'A number as text'; Expected = 'COMException 0x8007000D'; Block = { Set-PoolValue -Attribute 'queueLength' -Value '1200' } },
      @{ What = 'A time span as text'; Expected = 'COMException 0x8007000D'; Block = { Set-PoolValue -Below @('processModel') -Attribute 'idleTimeout' -Value '00:20:00' } },
      @{ What = 'A span that is no whole minute'; Expected = 'ArgumentException 0x80070057'; Block = { Set-PoolValue -Below @('processModel') -Attribute 'idleTimeout' -Value ([System.TimeSpan]::FromSeconds(30)) } },
      @{ What = 'An unknown name of an enum'; Expected = 'ArgumentException 0x80070057'; Block = { Set-PoolValue -Attribute 'managedPipelineMode' -Value 'Both' } },
      @{ What = 'An unknown attribute'; Expected = 'COMException 0x8007000D'; Block = { Set-PoolValue -Attribute 'colour' -Value 'red' } },
      @{ What = 'A second pool of the name, in other case'; Expected = 'COMException 0x800700B7'; Block = { Invoke-Change -Block { New-IISConfigCollectionElement -ConfigCollection (Get-IISConfigCollection -ConfigElement (Get-Section -Path $poolSection)) -ConfigAttribute @{ name = $name.ToUpperInvariant() } } } },
      @{ What = 'Removing what is not there'; Expected = 'COMException 0x80070490'; Block = { Invoke-Change -Block { Remove-IISConfigCollectionElement -ConfigCollection (Get-IISConfigCollection -ConfigElement (Get-Section -Path $poolSection)) -ConfigAttribute @{ name = 'switchboard-nobody' } -Confirm:$false } } },
      @{ What = 'A section of the host in a location'; Expected = 'FileLoadException 0x80070021'; Block = { Get-Section -Path $poolSection -Location $name } },
      @{ What = 'lockItem as an attribute of a new entry'; Expected = 'COMException 0x8007000D'; Block = { Invoke-Change -Block { New-IISConfigCollectionElement -ConfigCollection (Get-IISConfigCollection -ConfigElement (Get-Section -Path 'system.webServer/modules' -Location $name)) -ConfigAttribute @{ name = 'SwitchboardVerify'; type = 'A.B'; lockItem = 'true' } } } })) {
    Test-Assumption -Assumption ($refusal.What + ' is refused, and the file stays') -Expected $refusal.Expected -Body {
      $before = Get-ConfigurationText
      $thrown = Get-Thrown -Block $refusal.Block
      $same = (Get-ConfigurationText) -eq $before
      @{ Observed = "$thrown, file the same: $same"; Holds = ($thrown -eq $refusal.Expected -and $same) }
    }
  }
  Test-Assumption -Assumption 'Locks are set as metadata' -Expected 'lockItem="true" in the file' -Body {
    Invoke-Change -Block {
      $modules = Get-IISConfigCollection -ConfigElement (Get-Section -Path 'system.webServer/modules' -Location $name)
      $made = New-IISConfigCollectionElement -ConfigCollection $modules -ConfigAttribute @{ name = 'SwitchboardVerify'; type = 'A.B' } -Passthru
      $made.SetMetadata('lockItem', $true)
    }
    $there = (Get-ConfigurationText) -match '<add [^>]*name="SwitchboardVerify"[^>]*lockItem="true"'
    @{ Observed = "there: $there"; Holds = $there }
  }
  Test-Assumption -Assumption 'RevertToParent takes the section of a location out' -Expected 'no modules in the location' -Body {
    Reset-Location -Section 'system.webServer/modules'
    $there = (Get-ConfigurationText) -match 'SwitchboardVerify'
    @{ Observed = "there: $there"; Holds = (-not $there) }
  }
  Test-Assumption -Assumption 'A commit that is given up leaves the file' -Expected 'the same bytes' -Body {
    $before = Get-ConfigurationText
    Start-IISCommitDelay
    Set-IISConfigAttributeValue -ConfigElement (Get-PoolElement) -AttributeName 'queueLength' -AttributeValue ([long] 1600)
    Stop-IISCommitDelay -Commit $false
    $same = (Get-ConfigurationText) -eq $before
    @{ Observed = "the same: $same"; Holds = $same }
  }
  Test-Assumption -Assumption 'Remove-IISConfigAttribute lets the value be inherited again' -Expected 'not in the file, 1000' -Body {
    Set-PoolValue -Attribute 'queueLength' -Value ([long] 1601)
    $written = (Get-ConfigurationText) -match 'queueLength="1601"'
    Invoke-Change -Block { Remove-IISConfigAttribute -ConfigElement (Get-PoolElement) -AttributeName 'queueLength' }
    $left = (Get-ConfigurationText) -match 'queueLength="1601"'
    $value = Get-IISConfigAttributeValue -ConfigElement (Get-PoolElement) -AttributeName 'queueLength'
    @{ Observed = "written: $written, left: $left, value $value"; Holds = ($written -and -not $left) }
  }
  Test-Assumption -Assumption 'Without a commit delay a Set commits, and what was got before is read-only' -Expected 'InvalidOperationException' -Body {
    $pool = Get-PoolElement
    Set-IISConfigAttributeValue -ConfigElement $pool -AttributeName 'queueLength' -AttributeValue ([long] 1602)
    $thrown = Get-Thrown -Block { Set-IISConfigAttributeValue -ConfigElement $pool -AttributeName 'queueLength' -AttributeValue ([long] 1603) }
    $written = (Get-ConfigurationText) -match 'queueLength="1602"'
    @{ Observed = "$thrown, written: $written"; Holds = ($written -and $thrown -like 'InvalidOperationException*') }
  }
  Test-Assumption -Assumption 'A foreign write before the commit makes it fail, and stays' -Expected 'FileLoadException 0x800703EE' -Body {
    Start-IISCommitDelay
    $thrown = Get-Thrown -Block {
      Set-IISConfigAttributeValue -ConfigElement (Get-PoolElement) -AttributeName 'queueLength' -AttributeValue ([long] 1604)
      $other = New-Object -TypeName 'Microsoft.Web.Administration.ServerManager'
      foreach ($each in $other.GetApplicationHostConfiguration().GetSection($poolSection).GetCollection()) {
        if ($each.GetAttributeValue('name') -eq $name) { $each.SetAttributeValue('queueLength', [long] 1605) }
      }
      $other.CommitChanges()
      Stop-IISCommitDelay -Commit $true
    }
    try { Stop-IISCommitDelay -Commit $false } catch { Write-Verbose -Message 'It had ended already.' }
    $stays = (Get-ConfigurationText) -match 'queueLength="1605"'
    @{ Observed = "$thrown, the foreign value stays: $stays"; Holds = ($thrown -like 'FileLoadException*' -and $stays) }
  }
  Test-Assumption -Assumption 'The webSocket section is locked by default, and IIS says so' -Expected 'Deny, locked True' -Body {
    $section = (Get-IISServerManager).GetWebConfiguration($name, '/').GetSection('system.webServer/webSocket')
    $said = [string] $section.OverrideModeEffective + ', locked ' + $section.IsLocked
    @{ Observed = $said; Holds = ($said -eq 'Deny, locked True') }
  }
  Test-Assumption -Assumption 'Site.State throws 0x800710D8 for a site of FTP, and PowerShell swallows it' -Expected 'COMException 0x800710D8, null' -Body {
    $site = (Get-IISServerManager).Sites[$ftp]
    $thrown = Get-Thrown -Block { $site.GetType().GetProperty('State').GetValue($site, $null) }
    $value = 'null'
    try { if ($null -ne $site.State) { $value = [string] $site.State } } catch { $value = 'thrown' }
    @{ Observed = "$thrown, $value"; Holds = ($thrown -eq 'COMException 0x800710D8') }
  }
  Test-Assumption -Assumption 'Reading the state of every pool is quick' -Expected 'under 20 ms each' -Body {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $count = 0
    foreach ($pool in (Get-IISServerManager).ApplicationPools) { $null = $pool.State; $count++ }
    $each = $clock.Elapsed.TotalMilliseconds / [System.Math]::Max(1, $count)
    @{ Observed = ('{0:N1} ms each of {1}' -f $each, $count); Holds = ($each -lt 20) }
  }
  Test-Assumption -Assumption 'Asking IIS for an effective section is quick' -Expected 'under 100 ms' -Body {
    $manager = Get-IISServerManager
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    for ($count = 0; $count -lt 20; $count++) { $null = $manager.GetWebConfiguration($name, '/').GetSection('system.webServer/webSocket').IsLocked }
    $each = $clock.Elapsed.TotalMilliseconds / 20
    @{ Observed = ('{0:N1} ms' -f $each); Holds = ($each -lt 100) }
  }
  Test-Assumption -Assumption 'The state of a feature is its name or its number' -Expected 'Installed or 1' -Body {
    $state = (Get-WindowsFeature -Name 'Web-WebSockets').InstallState
    @{ Observed = $state.GetType().FullName + ' ' + $state + ' = ' + [int] $state; Holds = ([string] $state -eq 'Installed') }
  }
  Test-Assumption -Assumption 'whoami names the integrity level of an administrator' -Expected 'S-1-16-12288 or S-1-16-16384' -Body {
    $found = (whoami.exe /groups /fo csv /nh) -join ' ' -match 'S-1-16-(?:12288|16384)\b'
    @{ Observed = "found: $found"; Holds = $found }
  }
  Test-Assumption -Assumption 'netsh http show timeout ends each line with its seconds' -Expected '2 numbers' -Body {
    $lines = @(netsh.exe http show timeout | Where-Object -FilterScript { $_ -match ':\s*\d+\s*$' })
    @{ Observed = ($lines -join ' / '); Holds = ($lines.Count -eq 2) }
  }
  foreach ($class in 'Win32_PerfRawData_W3SVCW3WPCounterProvider_W3SVCW3WP', 'Win32_PerfRawData_W3SVC_WebService', 'Win32_PerfRawData_APPPOOLCountersProvider_APPPOOLWAS', 'Win32_PerfRawData_Counters_HTTPServiceRequestQueues') {
    Test-Assumption -Assumption "There is a class $class" -Expected 'yes' -Body {
      $thrown = Get-Thrown -Block { Get-CimInstance -ClassName $class }
      @{ Observed = "thrown: $thrown"; Holds = ($thrown -eq 'nothing') }
    }
  }

  # --- limits (section 2) -----------------------------------------------------------------------------------------
  Test-Assumption -Assumption 'The own site answers, sockets too' -Expected '200, 101' -Body {
    $plain = Get-Status
    $socket = Open-Socket
    $socket.Client.Close()
    @{ Observed = "$plain, $($socket.Status)"; Holds = ($plain -eq '200' -and $socket.Status -eq '101') }
  }
  Test-Assumption -Assumption 'maxConnections=0 lets nobody in, at once after the commit' -Expected '503' -Body {
    $null = Get-Status
    Invoke-Change -Block { Set-Below -Element (Get-Entry -Section $siteSection -Named $name) -Below @('limits') -Attribute 'maxConnections' -Value ([long] 0) }
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $status = Get-Status
    while ($status -eq '200' -and $clock.Elapsed.TotalSeconds -lt 10 * $Pace) { Wait-Seconds -Seconds 0.2; $status = Get-Status }
    $took = $clock.Elapsed.TotalMilliseconds
    Set-SiteLimit -Attribute 'maxConnections' -Value ([long] 4294967295)
    @{ Observed = ('{0} after {1:N0} ms' -f $status, $took); Holds = ($status -eq '503') }
  }
  Test-Assumption -Assumption 'That 503 is in HTTPERR as ConnLimit' -Expected 'a line with ConnLimit' -Body {
    $null = $null | & netsh.exe http flush logbuffer
    Wait-Seconds -Seconds 2
    $logs = [System.IO.Path]::Combine($env:windir, 'System32', 'LogFiles', 'HTTPERR')
    $lines = @([System.IO.Directory]::GetFiles($logs, '*.log') | ForEach-Object -Process { (Read-Shared -Path $_) -split "`r?`n" } | Where-Object -FilterScript { $_ -match " $Port " })
    $found = @($lines | Where-Object -FilterScript { $_ -match 'ConnLimit' })
    $last = 'no line of this port'
    if ($lines.Count -gt 0) { $last = $lines[-1] }
    @{ Observed = $last; Holds = ($found.Count -gt 0) }
  }
  Test-Assumption -Assumption 'A change of site limits recycles nothing and cuts no socket' -Expected 'the same process, open' -Body {
    $worker = Watch-Worker -Change { Set-SiteLimit -Attribute 'maxConnections' -Value ([long] 5000) }
    $socket = Watch-Socket -Change { Set-SiteLimit -Attribute 'maxConnections' -Value ([long] 5001) } -Seconds 5
    @{ Observed = $worker.Text + ', ' + $socket; Holds = (-not $worker.Recycled -and $socket -eq 'open') }
  }
  foreach ($setting in @(
      @{ Attribute = 'queueLength'; Value = [long] 1500; Below = @() },
      @{ Attribute = 'startMode'; Value = 'AlwaysRunning'; Below = @() },
      @{ Attribute = 'enable32BitAppOnWin64'; Value = $true; Below = @() },
      @{ Attribute = 'idleTimeout'; Value = [System.TimeSpan]::Zero; Below = @('processModel') },
      @{ Attribute = 'shutdownTimeLimit'; Value = [System.TimeSpan]::FromSeconds(20); Below = @('processModel') },
      @{ Attribute = 'disallowOverlappingRotation'; Value = $true; Below = @('recycling') },
      @{ Attribute = 'time'; Value = [System.TimeSpan]::Zero; Below = @('recycling', 'periodicRestart') },
      @{ Attribute = 'rapidFailProtectionMaxCrashes'; Value = [long] 6; Below = @('failure') })) {
    Test-Assumption -Assumption ('A change of ' + (@($setting.Below) + $setting.Attribute -join '.') + ' recycles the pool') -Expected 'another worker process' -Body {
      $worker = Watch-Worker -Change { Set-PoolValue -Below $setting.Below -Attribute $setting.Attribute -Value $setting.Value }
      @{ Observed = $worker.Text; Holds = $worker.Recycled }
    }
  }
  Test-Assumption -Assumption 'With disallowRotationOnConfigChange such a change recycles nothing' -Expected 'the same worker process' -Body {
    Set-PoolValue -Below @('recycling') -Attribute 'disallowRotationOnConfigChange' -Value $true
    Set-PoolValue -Below @('recycling') -Attribute 'disallowOverlappingRotation' -Value $false
    Wait-Seconds -Seconds 6
    $worker = Watch-Worker -Change { Set-PoolValue -Attribute 'queueLength' -Value ([long] 1501) }
    Set-PoolValue -Below @('recycling') -Attribute 'disallowRotationOnConfigChange' -Value $false
    Wait-Seconds -Seconds 6
    @{ Observed = $worker.Text; Holds = (-not $worker.Recycled) }
  }
  Test-Assumption -Assumption 'A recycle ends a socket of ASP.NET at once, not after shutdownTimeLimit (20 s here)' -Expected 'ended after less than 10 s' -Body {
    $end = Watch-Socket -Change { $null = (Get-IISServerManager).ApplicationPools[$name].Recycle() } -Seconds 40
    @{ Observed = $end; Holds = ($end -match 'after (\d+)' -and [int] $Matches[1] -lt 10) }
  }
  Test-Assumption -Assumption 'A recycle on demand is in the System log with the pool as first property' -Expected 'WAS event with the name' -Body {
    $since = [System.DateTime]::Now.AddMinutes(-5)
    $events = @(Get-WinEvent -FilterHashtable @{ LogName = 'System'; ProviderName = 'Microsoft-Windows-WAS'; StartTime = $since } | Where-Object -FilterScript { $_.Properties.Count -gt 0 -and [string] $_.Properties[0].Value -eq $name })
    $ids = @($events | ForEach-Object -Process { $_.Id }) -join ', '
    @{ Observed = "ids $ids"; Holds = ($events.Count -gt 0) }
  }
  Test-Assumption -Assumption 'Recycling a stopped pool is refused' -Expected 'COMException 0x80070426' -Body {
    $null = (Get-IISServerManager).ApplicationPools[$name].Stop()
    Wait-Seconds -Seconds 4
    $thrown = Get-Thrown -Block { (Get-IISServerManager).ApplicationPools[$name].Recycle() }
    $null = (Get-IISServerManager).ApplicationPools[$name].Start()
    Wait-Seconds -Seconds 3
    @{ Observed = $thrown; Holds = ($thrown -eq 'COMException 0x80070426') }
  }
  foreach ($write in @(
      @{ Section = 'system.webServer/webSocket'; Attribute = 'receiveBufferLimit'; Value = [long] 8388608 },
      @{ Section = 'system.webServer/serverRuntime'; Attribute = 'appConcurrentRequestLimit'; Value = [long] 5001 })) {
    Test-Assumption -Assumption ('A write to ' + $write.Section + ' of the location cuts open sockets') -Expected 'ended within 10 s' -Body {
      $end = Watch-Socket -Change { Set-LocationValue -Section $write.Section -Attribute $write.Attribute -Value $write.Value } -Seconds 10
      Reset-Location -Section $write.Section
      @{ Observed = $end; Holds = ($end -ne 'open') }
    }
  }
  Test-Assumption -Assumption 'A write to web.config cuts open sockets at once' -Expected 'ended within 10 s' -Body {
    $end = Watch-Socket -Change { Set-WebConfig -More '<!-- touched -->' } -Seconds 10
    @{ Observed = $end; Holds = ($end -ne 'open') }
  }
  Test-Assumption -Assumption 'connectionTimeout does not cut a silent upgraded socket' -Expected 'echoes after 30 s with 10 s' -Body {
    Set-SiteLimit -Attribute 'connectionTimeout' -Value ([System.TimeSpan]::FromSeconds(10))
    $socket = Open-Upgraded
    Wait-Seconds -Seconds 30
    $open = Test-Echo -Socket $socket
    $socket.Client.Close()
    @{ Observed = "echoes: $open"; Holds = $open }
  }
  Test-Assumption -Assumption 'idleTimeout does not end a worker process with an open, silent socket' -Expected 'echoes after 150 s with 1 min' -Body {
    Set-PoolValue -Below @('processModel') -Attribute 'idleTimeout' -Value ([System.TimeSpan]::FromMinutes(1))
    Wait-Seconds -Seconds 6
    $socket = Open-Upgraded
    Wait-Seconds -Seconds 150
    $open = Test-Echo -Socket $socket
    $socket.Client.Close()
    @{ Observed = "echoes: $open"; Holds = $open }
  }

  # --- sockets: counters, requests, logs, answers (sections 5 and 6) ----------------------------------------------
  Test-Assumption -Assumption 'WebSocketActiveRequests counts a socket of ASP.NET' -Expected '1' -Body {
    $socket = Open-Upgraded
    Wait-Seconds -Seconds 2
    $counters = @(Get-CimInstance -ClassName 'Win32_PerfRawData_W3SVCW3WPCounterProvider_W3SVCW3WP' | Where-Object -FilterScript { $_.Name -like "*_$name" })
    $socket.Client.Close()
    $sockets = @($counters | ForEach-Object -Process { $_.WebSocketActiveRequests }) -join ', '
    @{ Observed = "instances $($counters.Count): $sockets"; Holds = ($sockets -eq '1') }
  }
  Test-Assumption -Assumption 'GetRequests lists an open socket (with Web-Request-Monitor)' -Expected '/echo.ashx in a module' -Body {
    $socket = Open-Upgraded
    Wait-Seconds -Seconds 2
    $requests = @((Get-IISServerManager).ApplicationPools[$name].WorkerProcesses | ForEach-Object -Process { $_.GetRequests(0) } | ForEach-Object -Process { [string] $_.Url + ' in ' + $_.CurrentModule + ', ' + $_.PipelineState })
    $socket.Client.Close()
    @{ Observed = ($requests -join '; '); Holds = (@($requests -like '*echo.ashx*').Count -gt 0) }
  }
  Test-Assumption -Assumption 'The 101 line is written when the socket ends, its time-taken the life of the socket' -Expected 'none while open; then one of about 4000 ms' -Body {
    $logs = [System.IO.Path]::Combine([System.Environment]::ExpandEnvironmentVariables('%SystemDrive%\inetpub\logs\LogFiles'), "W3SVC$id")
    $find = {
      $null = $null | & netsh.exe http flush logbuffer
      Wait-Seconds -Seconds 1
      if ([System.IO.Directory]::Exists($logs)) {
        foreach ($file in [System.IO.Directory]::GetFiles($logs, '*.log')) { (Read-Shared -Path $file) -split "`r?`n" | Where-Object -FilterScript { $_ -match 'echo\.ashx' -and $_ -match ' 101 \d+ \d+ \d+\s*$' } }
      }
    }
    $before = @(& $find).Count
    $socket = Open-Upgraded
    Wait-Seconds -Seconds 3
    $open = @(& $find).Count
    $socket.Client.Close()
    Wait-Seconds -Seconds 3
    $after = @(& $find)
    $taken = 'none'
    if ($after.Count -gt $open) { $taken = ($after[-1] -split ' ')[-1] }
    @{ Observed = "$before before, $open while open, $($after.Count) after, time-taken $taken"; Holds = ($open -eq $before -and $after.Count -eq $open + 1) }
  }
  Test-Assumption -Assumption 'IIS does not negotiate permessage-deflate' -Expected 'no Sec-WebSocket-Extensions' -Body {
    $socket = Open-Socket -Extensions 'permessage-deflate'
    $socket.Client.Close()
    $there = $socket.Head -match '(?im)^Sec-WebSocket-Extensions:'
    @{ Observed = "status $($socket.Status), extension: $there"; Holds = ($socket.Status -eq '101' -and -not $there) }
  }
  Test-Assumption -Assumption 'pingInterval makes IIS send pings' -Expected 'a ping (0x89) within 25 s of 10 s' -Body {
    Set-LocationValue -Section 'system.webServer/webSocket' -Attribute 'pingInterval' -Value ([System.TimeSpan]::FromSeconds(10))
    Wait-Seconds -Seconds 2
    $socket = Open-Upgraded
    $socket.Stream.ReadTimeout = [System.Math]::Max(1, [int] (25000 * $Pace))
    $first = 'nothing'
    try { $first = '0x{0:X2}' -f $socket.Stream.ReadByte() } catch { Write-Verbose -Message 'Nothing came.' }
    $socket.Client.Close()
    Reset-Location -Section 'system.webServer/webSocket'
    @{ Observed = $first; Holds = ($first -eq '0x89') }
  }
  foreach ($case in @(
      @{ What = 'webSocket enabled=false in a location'; Section = 'system.webServer/webSocket'; Block = { Set-LocationValue -Section 'system.webServer/webSocket' -Attribute 'enabled' -Value $false } },
      @{ What = 'WebSocketModule removed by a location of applicationHost.config'; Section = 'system.webServer/modules'; Block = { Invoke-Change -Block { Remove-IISConfigCollectionElement -ConfigCollection (Get-IISConfigCollection -ConfigElement (Get-Section -Path 'system.webServer/modules' -Location $name)) -ConfigAttribute @{ name = 'WebSocketModule' } -Confirm:$false } } })) {
    Test-Assumption -Assumption ($case.What + ': taken, and no 101') -Expected 'not 101; plain 200' -Body {
      $thrown = Get-Thrown -Block $case.Block
      Wait-Seconds -Seconds 3
      $socket = Open-Socket
      $socket.Client.Close()
      $plain = Get-Status
      Reset-Location -Section $case.Section
      @{ Observed = "thrown $thrown, handshake $($socket.Status), plain $plain"; Holds = ($thrown -eq 'nothing' -and $socket.Status -ne '101' -and $plain -eq '200') }
    }
  }
  foreach ($more in '<system.webServer><webSocket enabled="false" /></system.webServer>', '<system.webServer><modules><remove name="WebSocketModule" /></modules></system.webServer>') {
    Test-Assumption -Assumption "web.config with $more is 500.19 where the section or item is locked" -Expected '500' -Body {
      Set-WebConfig -More $more
      $status = Get-Status
      Set-WebConfig
      @{ Observed = $status; Holds = ($status -eq '500') }
    }
  }
  Test-Assumption -Assumption 'A handshake in a Classic pool is not upgraded' -Expected 'not 101' -Body {
    Set-PoolValue -Attribute 'managedPipelineMode' -Value 'Classic'
    Wait-Seconds -Seconds 6
    $socket = Open-Socket
    $socket.Client.Close()
    Set-PoolValue -Attribute 'managedPipelineMode' -Value 'Integrated'
    @{ Observed = $socket.Status; Holds = ($socket.Status -ne '101') }
  }

  # --- not here: it would touch other sites, or needs what a server does not have ----------------------------------
  $untested = 'not tested'
  Add-Result -Assumption 'A change of globalModules, or a role service, recycles everything' -Expected 'every pool' -Observed $untested -Holds $null -Detail 'It would recycle every site of the server.'
  Add-Result -Assumption 'A change of a ...Defaults element touches every pool that inherits it' -Expected 'every such pool' -Observed $untested -Holds $null -Detail 'It would touch other pools.'
  Add-Result -Assumption 'The time-out of ARR is one of idleness' -Expected 'idle' -Observed $untested -Holds $null -Detail 'It needs ARR, whose proxy is on for the whole server.'
  Add-Result -Assumption 'WebSocketActiveRequests counts iisnode and in-process ASP.NET Core' -Expected 'open' -Observed $untested -Holds $null -Detail 'It needs iisnode and the ASP.NET Core hosting bundle.'
  Add-Result -Assumption 'A running install can not be ended by ending PowerShell' -Expected 'servicing goes on' -Observed $untested -Holds $null -Detail 'It would leave the server half serviced.'
} catch {
  Add-Result -Assumption 'The test as a whole' -Expected 'runs to its end' -Observed 'ended early' -Holds $false -Detail ($_.Exception.Message + ' ' + $_.InvocationInfo.PositionMessage)
} finally {
  try {
    Reset-IISServerManager -Confirm:$false
    $manager = Get-IISServerManager
    $configuration = $manager.GetApplicationHostConfiguration()
    if (@($configuration.GetLocationPaths()) -contains $name) { $configuration.RemoveLocationPath($name); $manager.CommitChanges() }
    Invoke-Change -Block {
      foreach ($each in $name, $ftp) {
        if ($null -ne (Get-Entry -Section $siteSection -Named $each)) { Remove-IISConfigCollectionElement -ConfigCollection (Get-IISConfigCollection -ConfigElement (Get-Section -Path $siteSection)) -ConfigAttribute @{ name = $each } -Confirm:$false }
      }
      if ($null -ne (Get-PoolElement)) { Remove-IISConfigCollectionElement -ConfigCollection (Get-IISConfigCollection -ConfigElement (Get-Section -Path $poolSection)) -ConfigAttribute @{ name = $name } -Confirm:$false }
    }
    Wait-Seconds -Seconds 3
    [System.IO.Directory]::Delete($folder, $true)
    $left = (Get-ConfigurationText) -match $name
    Add-Result -Assumption 'Everything was removed again' -Expected 'yes' -Observed "left: $left" -Holds (-not $left)
  } catch {
    Add-Result -Assumption 'Everything was removed again' -Expected 'yes' -Observed 'no' -Holds $false -Detail ($_.Exception.Message + ' Look for ' + $name + ' in IIS and at ' + $folder)
  }
}
# ToArray: @(...) around a list that New-Object made is an "argument types do not match".
$system = Get-CimInstance -ClassName 'Win32_OperatingSystem'
$report = [pscustomobject] @{ windows = [string] $system.Caption; build = [string] $system.Version; at = [System.DateTime]::UtcNow.ToString('o'); results = $results.ToArray() }
ConvertTo-Json -InputObject $report -Depth 4
