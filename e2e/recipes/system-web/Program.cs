using System;
using System.Net;
using System.Threading.Tasks;
using System.Web;
using System.Web.WebSockets;

/// <summary>Serves the handler at a port of the loopback, until its standard input ends.</summary>
public static class Program
{
    public static int Main(string[] arguments)
    {
        var handler = (IHttpHandler)Activator.CreateInstance(Type.GetType(arguments[1], true));
        var listener = new HttpListener();
        listener.Prefixes.Add("http://127.0.0.1:" + arguments[0] + "/");
        listener.Start();
        Console.WriteLine("ready");
        Task serving = Serve(listener, handler);
        Console.In.ReadToEnd();
        return 0;
    }

    private static async Task Serve(HttpListener listener, IHttpHandler handler)
    {
        while (true)
        {
            HttpListenerContext context = await listener.GetContextAsync();
            Task running = Handle(context, handler);
        }
    }

    private static async Task Handle(HttpListenerContext context, IHttpHandler handler)
    {
        var web = new HttpContext(context);
        handler.ProcessRequest(web);
        if (web.Accepted == null)
        {
            context.Response.Close();
            return;
        }
        var accepted = await context.AcceptWebSocketAsync(null);
        await web.Accepted(new AspNetWebSocketContext(accepted.WebSocket));
    }
}
