<#
.SYNOPSIS
Connects a WebSocket, sends a text and a binary message, waits for both to come back, and closes with a handshake.
.DESCRIPTION
Windows PowerShell 5.1 or later, no module. Exit code 0: the echo came back; 1: it did not, and the last line says why.
.EXAMPLE
.\Test-WebSocket.ps1 -Uri 'wss://chat.example/WebSocketEcho.ashx'
#>
param(
    [Parameter(Mandatory = $true)] [Uri] $Uri,
    [string] $SubProtocol = '',
    [int] $TimeoutSeconds = 15,
    # For a site with Windows authentication.
    [switch] $UseDefaultCredentials
)

$ErrorActionPreference = 'Stop'
$socket = New-Object System.Net.WebSockets.ClientWebSocket
$source = New-Object System.Threading.CancellationTokenSource
$source.CancelAfter([TimeSpan]::FromSeconds($TimeoutSeconds))
$token = $source.Token

function Send-Message([byte[]] $Bytes, [System.Net.WebSockets.WebSocketMessageType] $Type) {
    $segment = New-Object 'System.ArraySegment[byte]' -ArgumentList @(, $Bytes)
    # GetResult throws the error itself; Wait would hide it in an AggregateException.
    [void] $socket.SendAsync($segment, $Type, $true, $token).GetAwaiter().GetResult()
}

function Receive-Message {
    $buffer = New-Object byte[] 4096
    $stream = New-Object System.IO.MemoryStream
    do {
        $segment = New-Object 'System.ArraySegment[byte]' -ArgumentList @(, $buffer)
        $part = $socket.ReceiveAsync($segment, $token).GetAwaiter().GetResult()
        $stream.Write($buffer, 0, $part.Count)
    } until ($part.EndOfMessage)
    return New-Object psobject -Property @{ Type = $part.MessageType; Bytes = $stream.ToArray() }
}

function Test-Echo([byte[]] $Bytes, [System.Net.WebSockets.WebSocketMessageType] $Type) {
    Send-Message $Bytes $Type
    $answer = Receive-Message
    if ($answer.Type -ne $Type) { throw "A $Type message came back as $($answer.Type)." }
    $sent = [Convert]::ToBase64String($Bytes)
    $got = [Convert]::ToBase64String([byte[]] $answer.Bytes)
    if ($sent -ne $got) { throw "A $Type message came back with other content." }
    [Console]::WriteLine("echo    $Type, $($Bytes.Length) bytes: the same came back")
}

$exitCode = 1
try {
    if ($SubProtocol -ne '') { $socket.Options.AddSubProtocol($SubProtocol) }
    if ($UseDefaultCredentials) { $socket.Options.UseDefaultCredentials = $true }
    $begun = [DateTime]::UtcNow
    [void] $socket.ConnectAsync($Uri, $token).GetAwaiter().GetResult()
    $took = [int] ([DateTime]::UtcNow - $begun).TotalMilliseconds
    [Console]::WriteLine("open    101 Switching Protocols after $took ms")
    Test-Echo ([System.Text.Encoding]::UTF8.GetBytes('IIS Switchboard')) ([System.Net.WebSockets.WebSocketMessageType]::Text)
    Test-Echo ([byte[]] @(0, 1, 127, 128, 255)) ([System.Net.WebSockets.WebSocketMessageType]::Binary)
    $normal = [System.Net.WebSockets.WebSocketCloseStatus]::NormalClosure
    [void] $socket.CloseAsync($normal, 'done', $token).GetAwaiter().GetResult()
    [Console]::WriteLine("close   $([int] $socket.CloseStatus) $($socket.CloseStatus)")
    $exitCode = 0
}
catch {
    $cause = $_.Exception
    while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }
    if ($token.IsCancellationRequested) { [Console]::WriteLine("failed  no answer within $TimeoutSeconds s") }
    else { [Console]::WriteLine("failed  $($cause.Message)") }
}
finally {
    $socket.Dispose()
    $source.Dispose()
}
exit $exitCode
