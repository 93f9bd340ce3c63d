<%@ WebHandler Language="C#" Class="SwitchboardEcho.WebSocketEcho" %>

using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using System.Web;
using System.Web.WebSockets;

namespace SwitchboardEcho
{
    /// <summary>
    /// Sends every message back as it came: text as text, binary as binary, in the same fragments. Placed for a test by
    /// IIS Switchboard; remove it again when the test is done.
    /// </summary>
    public class WebSocketEcho : IHttpHandler
    {
        private const int BufferBytes = 16 * 1024;
        private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(2);

        public bool IsReusable
        {
            get { return true; }
        }

        public void ProcessRequest(HttpContext context)
        {
            if (!context.IsWebSocketRequest)
            {
                Refuse(context, 400, "This address answers WebSocket requests only.");
                return;
            }
            if (!IsSameOrigin(context.Request))
            {
                Refuse(context, 403, "This test echo answers pages of its own site only.");
                return;
            }
            context.AcceptWebSocketRequest(Echo);
        }

        private static void Refuse(HttpContext context, int status, string sentence)
        {
            context.Response.StatusCode = status;
            context.Response.TrySkipIisCustomErrors = true;
            context.Response.ContentType = "text/plain";
            context.Response.Write(sentence);
        }

        /// <summary>A browser names the page's origin and asks nobody; a client without a browser names none.</summary>
        private static bool IsSameOrigin(HttpRequest request)
        {
            string origin = request.Headers["Origin"];
            if (string.IsNullOrEmpty(origin)) return true;
            Uri from;
            return Uri.TryCreate(origin, UriKind.Absolute, out from)
                && string.Equals(from.Authority, request.Headers["Host"], StringComparison.OrdinalIgnoreCase);
        }

        private static async Task Echo(AspNetWebSocketContext context)
        {
            WebSocket socket = context.WebSocket;
            var buffer = new ArraySegment<byte>(new byte[BufferBytes]);
            using (var silence = new CancellationTokenSource())
            {
                try
                {
                    while (socket.State == WebSocketState.Open)
                    {
                        // A forgotten socket would hold its application's pool for ever; cancelling ends it.
                        silence.CancelAfter(LongestSilence);
                        WebSocketReceiveResult part = await socket.ReceiveAsync(buffer, silence.Token);
                        if (part.MessageType == WebSocketMessageType.Close)
                        {
                            // The client's close frame is answered with its own code: a close handshake, not a cut.
                            await socket.CloseOutputAsync(
                                part.CloseStatus ?? WebSocketCloseStatus.NormalClosure,
                                part.CloseStatusDescription,
                                silence.Token);
                            return;
                        }
                        await socket.SendAsync(
                            new ArraySegment<byte>(buffer.Array, 0, part.Count),
                            part.MessageType,
                            part.EndOfMessage,
                            silence.Token);
                    }
                }
                catch (OperationCanceledException)
                {
                    socket.Abort();
                }
                catch (WebSocketException)
                {
                    // The connection was cut without a close frame.
                }
            }
        }
    }
}
