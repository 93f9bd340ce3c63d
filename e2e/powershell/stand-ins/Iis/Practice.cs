// The practice server that may stand for the box's run time, by its control port: one line of JSON each way.
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Microsoft.Web.Administration;

internal static class Practice
{
    /// <summary>The answer's data; null where no practice server is connected.</summary>
    public static JsonNode Ask(JsonObject request)
    {
        var folder = Environment.GetEnvironmentVariable("SWITCHBOARD_STANDIN_PRACTICE");
        if (string.IsNullOrEmpty(folder)) return null;
        var running = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "practice", "running.json")));
        using var client = new TcpClient("127.0.0.1", running["port"].GetValue<int>());
        using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Say(stream, reader, new JsonObject { ["id"] = 1, ["op"] = "hello", ["token"] = running["token"].GetValue<string>() });
        request["id"] = 2;
        return Say(stream, reader, request);
    }

    private static JsonNode Say(NetworkStream stream, StreamReader reader, JsonObject line)
    {
        stream.Write(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));
        for (; ; )
        {
            var answer = JsonNode.Parse(reader.ReadLine() ?? throw new IOException("the practice server has gone"));
            // Events come between.
            if (answer["event"] != null) continue;
            if (answer["ok"]?.GetValue<bool>() != true) throw new InvalidOperationException(answer["error"]?["message"]?.GetValue<string>() ?? "refused");
            return answer["data"] ?? new JsonObject();
        }
    }
}
