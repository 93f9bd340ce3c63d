# For the day Windows is at hand: tests what is assumed of IIS and was never seen, on a site and an application pool that
# it creates and removes. Windows PowerShell 5.1, as administrator, on a server with IIS, Web-WebSockets and the IIS
# management scripts:  .\verify-assumptions.ps1 [-Port 18999] > assumptions.json
# It touches nothing but its own site, pool and folder, and the lines that they leave in the logs.
[CmdletBinding()]
param([int] $Port = 18999)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$name = 'switchboard-verify-' + [System.Guid]::NewGuid().ToString('N').Substring(0, 8)
$folder = [System.IO.Path]::Combine($env:SystemDrive + '\', 'inetpub', $name)
$results = New-Object -TypeName 'System.Collections.Generic.List[object]'
Import-Module -Name 'IISAdministration'

function Add-Result {
  param([string] $Assumption, [string] $Expected, [string] $Observed, [object] $Holds, [string] $Detail = '')
  $results.Add([pscustomobject] @{ assumption = $Assumption; expected = $Expected; observed = $Observed; holds = $Holds; detail = $Detail })
}

# Each test in its own try: one that fails is a result as well.
function Test-Assumption {
  param([string] $Assumption, [string] $Expected, [scriptblock] $Body)
  try {
    $answer = & $Body
    Add-Result -Assumption $Assumption -Expected $Expected -Observed ([string] $answer[0]) -Holds $answer[1]
  } catch {
    Add-Result -Assumption $Assumption -Expected $Expected -Observed 'could not be tested' -Holds $null -Detail $_.Exception.Message
  }
}

function Get-Manager {
  Reset-IISServerManager -Confirm:$false
  Get-IISServerManager
}

# One commit of what a block does with a fresh manager.
function Invoke-Change {
  param([scriptblock] $Block)
  Reset-IISServerManager -Confirm:$false
  Start-IISCommitDelay
  $done = $false
  try {
    & $Block
    Stop-IISCommitDelay -Commit $true
    $done = $true
  } finally {
    if (-not $done) { Stop-IISCommitDelay -Commit $false }
    Reset-IISServerManager -Confirm:$false
  }
}

function Get-SiteElement {
  $sites = Get-IISConfigCollection -ConfigElement (Get-IISConfigSection -SectionPath 'system.applicationHost/sites' -CommitPath 'MACHINE/WEBROOT/APPHOST')
  Get-IISConfigCollectionElement -ConfigCollection $sites -ConfigAttribute @{ name = $name }
}

function Get-PoolElement {
  $pools = Get-IISConfigCollection -ConfigElement (Get-IISConfigSection -SectionPath 'system.applicationHost/applicationPools' -CommitPath 'MACHINE/WEBROOT/APPHOST')
  Get-IISConfigCollectionElement -ConfigCollection $pools -ConfigAttribute @{ name = $name }
}

function Set-SiteLimit {
  param([string] $Attribute, [object] $Value)
  Invoke-Change -Block {
    $limits = Get-IISConfigElement -ConfigElement (Get-SiteElement) -ChildElementName 'limits'
    Set-IISConfigAttributeValue -ConfigElement $limits -AttributeName $Attribute -AttributeValue $Value
  }
  Start-Sleep -Milliseconds 1500
}

# Status of one plain request, or the reason why there was none.
function Get-Status {
  param([string] $Path = '/hello.txt')
  $request = [System.Net.WebRequest]::Create("http://127.0.0.1:$Port$Path")
  $request.Timeout = 10000
  try {
    $response = $request.GetResponse()
    $status = [int] $response.StatusCode
    $response.Close()
    return $status
  } catch [System.Net.WebException] {
    if ($null -ne $_.Exception.Response) { return [int] $_.Exception.Response.StatusCode }
    return 'no answer: ' + $_.Exception.Status
  }
}

function Get-WorkerId {
  $pool = (Get-Manager).ApplicationPools[$name]
  $ids = @($pool.WorkerProcesses | ForEach-Object -Process { $_.ProcessId })
  if ($ids.Count -eq 0) { return 0 }
  return $ids[-1]
}

# An echo socket of ASP.NET, open; the caller disposes it.
function Open-Socket {
  $socket = New-Object -TypeName 'System.Net.WebSockets.ClientWebSocket'
  $until = New-Object -TypeName 'System.Threading.CancellationTokenSource' -ArgumentList 15000
  $socket.ConnectAsync([System.Uri] "ws://127.0.0.1:$Port/echo.ashx", $until.Token).GetAwaiter().GetResult()
  return $socket
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
$web = '<configuration><system.web><httpRuntime targetFramework="4.5" /><compilation targetFramework="4.5" /></system.web></configuration>'

try {
  $null = [System.IO.Directory]::CreateDirectory($folder)
  [System.IO.File]::WriteAllText([System.IO.Path]::Combine($folder, 'hello.txt'), 'hello')
  [System.IO.File]::WriteAllText([System.IO.Path]::Combine($folder, 'echo.ashx'), $echo)
  [System.IO.File]::WriteAllText([System.IO.Path]::Combine($folder, 'web.config'), $web)
  $manager = Get-Manager
  $null = $manager.ApplicationPools.Add($name)
  $site = $manager.Sites.Add($name, 'http', "*:${Port}:", $folder)
  $site.Applications['/'].ApplicationPoolName = $name
  $manager.CommitChanges()
  Start-Sleep -Seconds 3
  Add-Result -Assumption 'Own site answers' -Expected '200' -Observed ([string] (Get-Status)) -Holds $null

  Test-Assumption -Assumption 'maxConnections=0 lets no connection in' -Expected '503' -Body {
    Set-SiteLimit -Attribute 'maxConnections' -Value 0
    $status = Get-Status
    Set-SiteLimit -Attribute 'maxConnections' -Value 4294967295
    $status
    $status -eq 503
  }
  Test-Assumption -Assumption 'A change of site limits does not recycle the pool' -Expected 'same worker process' -Body {
    $null = Get-Status
    $before = Get-WorkerId
    Set-SiteLimit -Attribute 'maxConnections' -Value 5000
    $null = Get-Status
    $after = Get-WorkerId
    "$before -> $after"
    $before -eq $after -and $before -ne 0
  }
  foreach ($change in @(
      @{ Attribute = 'queueLength'; Value = 1500; Element = $null },
      @{ Attribute = 'startMode'; Value = 'AlwaysRunning'; Element = $null },
      @{ Attribute = 'idleTimeout'; Value = [System.TimeSpan]::Zero; Element = 'processModel' })) {
    Test-Assumption -Assumption ('A change of ' + $change.Attribute + ' recycles the pool') -Expected 'another worker process' -Body {
      $null = Get-Status
      $before = Get-WorkerId
      Invoke-Change -Block {
        $element = Get-PoolElement
        if ($null -ne $change.Element) { $element = Get-IISConfigElement -ConfigElement $element -ChildElementName $change.Element }
        Set-IISConfigAttributeValue -ConfigElement $element -AttributeName $change.Attribute -AttributeValue $change.Value
      }
      Start-Sleep -Seconds 4
      $null = Get-Status
      $after = Get-WorkerId
      "$before -> $after"
      $before -ne $after
    }
  }
  Test-Assumption -Assumption 'Get-IISConfigAttributeValue gives an enum by its name' -Expected 'String Integrated' -Body {
    $value = Get-IISConfigAttributeValue -ConfigElement (Get-PoolElement) -AttributeName 'managedPipelineMode'
    $value.GetType().Name + ' ' + $value
    [string] $value -eq 'Integrated'
  }
  Test-Assumption -Assumption 'The webSocket section is locked by default, and IIS says so' -Expected 'Deny, locked' -Body {
    $section = (Get-Manager).GetWebConfiguration($name, '/').GetSection('system.webServer/webSocket')
    [string] $section.OverrideModeEffective + ', locked ' + $section.IsLocked
    [string] $section.OverrideModeEffective -eq 'Deny' -and $section.IsLocked
  }
  Test-Assumption -Assumption 'connectionTimeout does not cut a silent upgraded socket' -Expected 'open after 25 s with connectionTimeout 10 s' -Body {
    Set-SiteLimit -Attribute 'connectionTimeout' -Value ([System.TimeSpan]::FromSeconds(10))
    $socket = Open-Socket
    Start-Sleep -Seconds 25
    $state = [string] $socket.State
    $open = $false
    try {
      $bytes = New-Object -TypeName 'System.ArraySegment[byte]' -ArgumentList (, [System.Text.Encoding]::ASCII.GetBytes('x'))
      $socket.SendAsync($bytes, 'Text', $true, [System.Threading.CancellationToken]::None).GetAwaiter().GetResult()
      Start-Sleep -Milliseconds 500
      $open = $socket.State -eq 'Open'
    } finally {
      $socket.Dispose()
    }
    "$state, then " + $open
    $open
  }
  Test-Assumption -Assumption 'WebSocket Active Requests counts a socket of ASP.NET' -Expected '1' -Body {
    $socket = Open-Socket
    try {
      Start-Sleep -Seconds 2
      $counter = @(Get-CimInstance -ClassName 'Win32_PerfRawData_W3SVCW3WPCounterProvider_W3SVCW3WP' | Where-Object -FilterScript { $_.Name -like "*_$name" })
      $sockets = 'no instance'
      if ($counter.Count -gt 0) { $sockets = [long] $counter[0].WebSocketActiveRequests }
    } finally {
      $socket.Dispose()
    }
    $sockets
    $sockets -eq 1
  }
  Test-Assumption -Assumption 'The 101 line is written when the socket ends, with its life as time-taken' -Expected 'none while open, one after' -Body {
    $logs = [System.IO.Path]::Combine([System.Environment]::ExpandEnvironmentVariables('%SystemDrive%\inetpub\logs\LogFiles'), 'W3SVC' + (Get-Manager).Sites[$name].Id)
    $count = {
      $null = & netsh.exe http flush logbuffer
      $lines = @(Get-ChildItem -LiteralPath $logs -Filter '*.log' | ForEach-Object -Process { Get-Content -LiteralPath $_.FullName } | Where-Object -FilterScript { $_ -notlike '#*' -and $_ -like '* 101 *' })
      $lines.Count
    }
    $socket = Open-Socket
    Start-Sleep -Seconds 3
    $open = & $count
    $socket.Dispose()
    Start-Sleep -Seconds 3
    $after = & $count
    "$open while open, $after after"
    $after -eq $open + 1
  }
  Test-Assumption -Assumption 'A location of applicationHost.config can remove the locked WebSocketModule' -Expected 'taken, and 400 or 200 instead of 101' -Body {
    Invoke-Change -Block {
      $modules = Get-IISConfigCollection -ConfigElement (Get-IISConfigSection -SectionPath 'system.webServer/modules' -CommitPath 'MACHINE/WEBROOT/APPHOST' -Location $name)
      Remove-IISConfigCollectionElement -ConfigCollection $modules -ConfigAttribute @{ name = 'WebSocketModule' } -Confirm:$false
    }
    Start-Sleep -Seconds 2
    $status = Get-Status
    Invoke-Change -Block { (Get-IISConfigSection -SectionPath 'system.webServer/modules' -CommitPath 'MACHINE/WEBROOT/APPHOST' -Location $name).RevertToParent() }
    "plain request: $status"
    $true
  }
  Test-Assumption -Assumption 'RevertToParent takes the section of a location out' -Expected 'no modules in the location' -Body {
    $text = [System.IO.File]::ReadAllText([System.Environment]::ExpandEnvironmentVariables('%windir%\System32\inetsrv\config\applicationHost.config'))
    $there = $text -match ('<location path="' + [regex]::Escape($name) + '"[^>]*>\s*<system\.webServer>\s*<modules')
    "modules there: $there"
    -not $there
  }
  Test-Assumption -Assumption 'A foreign write before the commit makes it fail' -Expected 'FileLoadException' -Body {
    $kind = 'no error'
    Reset-IISServerManager -Confirm:$false
    Start-IISCommitDelay
    try {
      Set-IISConfigAttributeValue -ConfigElement (Get-PoolElement) -AttributeName 'queueLength' -AttributeValue 1600
      $other = New-Object -TypeName 'Microsoft.Web.Administration.ServerManager'
      $other.ApplicationPools[$name].QueueLength = 1700
      $other.CommitChanges()
      Stop-IISCommitDelay -Commit $true
    } catch {
      $kind = $_.Exception.GetBaseException().GetType().Name
      try { Stop-IISCommitDelay -Commit $false } catch { Write-Verbose -Message 'ended already' }
    }
    Reset-IISServerManager -Confirm:$false
    $kind
    $kind -eq 'FileLoadException'
  }
  Test-Assumption -Assumption 'Reading every pool through ServerManager is quick' -Expected 'under 50 ms a pool' -Body {
    $manager = Get-Manager
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $count = 0
    foreach ($pool in $manager.ApplicationPools) { $null = $pool.State; $count++ }
    $each = $clock.Elapsed.TotalMilliseconds / [System.Math]::Max(1, $count)
    '{0:N1} ms each of {1}' -f $each, $count
    $each -lt 50
  }
} catch {
  Add-Result -Assumption 'The test as a whole' -Expected 'runs to its end' -Observed 'ended early' -Holds $false -Detail $_.Exception.Message
} finally {
  try {
    $manager = Get-Manager
    if ($null -ne $manager.Sites[$name]) { $null = $manager.Sites.Remove($manager.Sites[$name]) }
    if ($null -ne $manager.ApplicationPools[$name]) { $null = $manager.ApplicationPools.Remove($manager.ApplicationPools[$name]) }
    $configuration = $manager.GetApplicationHostConfiguration()
    if (@($configuration.GetLocationPaths()) -contains $name) { $configuration.RemoveLocationPath($name) }
    $manager.CommitChanges()
    [System.IO.Directory]::Delete($folder, $true)
  } catch {
    Add-Result -Assumption 'Everything was removed again' -Expected 'yes' -Observed 'no' -Holds $false -Detail $_.Exception.Message
  }
}
$system = Get-CimInstance -ClassName 'Win32_OperatingSystem'
$report = [pscustomobject] @{ windows = [string] $system.Caption; build = [string] $system.Version; at = [System.DateTime]::UtcNow.ToString('o'); results = @($results) }
ConvertTo-Json -InputObject $report -Depth 4
