// As much of System.Web as the echo handler speaks to, over HttpListener: names and shapes are those of the .NET
// Framework 4.5, and nothing else of ASP.NET is played out.
using System;
using System.Collections.Specialized;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Tasks;
using System.Web.WebSockets;

namespace System.Web
{
    public interface IHttpHandler
    {
        bool IsReusable { get; }

        void ProcessRequest(HttpContext context);
    }

    public sealed class HttpRequest
    {
        private readonly HttpListenerRequest request;

        internal HttpRequest(HttpListenerRequest request)
        {
            this.request = request;
        }

        public NameValueCollection Headers
        {
            get { return request.Headers; }
        }
    }

    public sealed class HttpResponse
    {
        private readonly HttpListenerResponse response;

        internal HttpResponse(HttpListenerResponse response)
        {
            this.response = response;
        }

        public int StatusCode
        {
            get { return response.StatusCode; }
            set { response.StatusCode = value; }
        }

        public bool TrySkipIisCustomErrors { get; set; }

        public string ContentType
        {
            get { return response.ContentType; }
            set { response.ContentType = value; }
        }

        public void Write(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            response.OutputStream.Write(bytes, 0, bytes.Length);
        }
    }

    public sealed class HttpContext
    {
        private readonly HttpListenerContext context;

        public HttpContext(HttpListenerContext context)
        {
            this.context = context;
            Request = new HttpRequest(context.Request);
            Response = new HttpResponse(context.Response);
        }

        public HttpRequest Request { get; private set; }

        public HttpResponse Response { get; private set; }

        public bool IsWebSocketRequest
        {
            get { return context.Request.IsWebSocketRequest; }
        }

        /// <summary>What the handler asked for, to be run once it has returned, as ASP.NET does.</summary>
        public Func<AspNetWebSocketContext, Task> Accepted { get; private set; }

        public void AcceptWebSocketRequest(Func<AspNetWebSocketContext, Task> userFunc)
        {
            Accepted = userFunc;
        }
    }
}

namespace System.Web.WebSockets
{
    public sealed class AspNetWebSocketContext
    {
        public AspNetWebSocketContext(WebSocket socket)
        {
            WebSocket = socket;
        }

        public WebSocket WebSocket { get; private set; }
    }
}
