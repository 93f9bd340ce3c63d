// The box: a folder laid out as Windows is, with its faults, and the practice server that stands for its run time.
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Microsoft.Web.Administration;

public static class Box
{
    private static string Windir => Environment.GetEnvironmentVariable("windir") ?? throw new InvalidOperationException("no box: windir is not set");
    private static string ConfigFolder => Path.Combine(Windir, "System32", "inetsrv", "config");

    internal static string ConfigFile()
    {
        var redirection = Path.Combine(ConfigFolder, "redirection.config");
        if (File.Exists(redirection))
        {
            var document = new XmlDocument { XmlResolver = null };
            document.Load(redirection);
            if (document.SelectSingleNode("/configuration/configurationRedirection") is XmlElement element && element.GetAttribute("enabled") == "true")
                return Path.Combine(Expand(element.GetAttribute("path")), "applicationHost.config");
        }
        return Path.Combine(ConfigFolder, "applicationHost.config");
    }

    internal static string Expand(string path) => Environment.ExpandEnvironmentVariables(path).Replace('\\', '/');

    /// <summary>faults.json of the box: { "read": "denied", "commit": "sharing" | "denied" | "foreign-write" | "fails" }.</summary>
    public static string FaultOf(string what)
    {
        var file = Path.Combine(Windir, "faults.json");
        if (!File.Exists(file)) return null;
        return JsonNode.Parse(File.ReadAllText(file))?[what]?.GetValue<string>();
    }

    internal static void Fault(string what)
    {
        switch (FaultOf(what))
        {
            case "denied": throw Failures.Denied(ConfigFile());
            case "sharing": throw Failures.Sharing(ConfigFile());
            case "fails": throw Failures.DiskFull(ConfigFile());
            case "foreign-write": File.AppendAllText(ConfigFile(), "<!-- somebody else -->\n"); break;
        }
    }

    internal static JsonObject Certificate(string binding)
    {
        var file = Path.Combine(Windir, "certificates.json");
        return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))[binding]?.AsObject() : null;
    }

    // The practice server, by its control port: one line of JSON each way.
    private static JsonNode Ask(JsonObject request)
    {
        var folder = Environment.GetEnvironmentVariable("SWITCHBOARD_STANDIN_PRACTICE");
        if (string.IsNullOrEmpty(folder)) return null;
        var running = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "practice", "running.json")));
        using var client = new TcpClient("127.0.0.1", running["port"].GetValue<int>());
        using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        JsonNode Line(JsonObject line)
        {
            stream.Write(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));
            for (; ; )
            {
                var answer = JsonNode.Parse(reader.ReadLine() ?? throw new IOException("the practice server has gone"));
                if (answer["event"] != null) continue;
                if (answer["ok"]?.GetValue<bool>() != true)
                    throw new InvalidOperationException(answer["error"]?["message"]?.GetValue<string>() ?? "refused");
                return answer["data"];
            }
        }
        Line(new JsonObject { ["id"] = 1, ["op"] = "hello", ["token"] = running["token"].GetValue<string>() });
        request["id"] = 2;
        return Line(request);
    }

    private static string StateFile => Path.Combine(Windir, "state.json");

    /// <summary>{ sites: [{name, state, connections, sockets}], pools: [{name, state, sockets}], feature }.</summary>
    public static JsonNode State()
    {
        var live = Ask(new JsonObject { ["op"] = "runtime" });
        if (live != null) return live;
        return File.Exists(StateFile) ? JsonNode.Parse(File.ReadAllText(StateFile)) : new JsonObject();
    }

    public static string StateJson() => State().ToJsonString();

    private static JsonObject Known(JsonNode state, string kind, string name) =>
        (state[kind] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(each => string.Equals(each["name"]?.GetValue<string>(), name, StringComparison.OrdinalIgnoreCase));

    internal static ObjectState StateOf(string kind, string name)
    {
        var word = Known(State(), kind, name)?["state"]?.GetValue<string>() ?? "Started";
        return Enum.TryParse<ObjectState>(word, out var state) ? state : ObjectState.Unknown;
    }

    internal static void Act(string action, string kind, string name)
    {
        Fault(action);
        if (Environment.GetEnvironmentVariable("SWITCHBOARD_STANDIN_PRACTICE") is { Length: > 0 } && !action.StartsWith("stop"))
        {
            Ask(new JsonObject { ["op"] = "perform", ["action"] = new JsonObject { ["kind"] = action, [kind] = name } });
            return;
        }
        var state = State();
        var list = state[kind + "s"] as JsonArray;
        if (list == null) { list = new JsonArray(); state[kind + "s"] = list; }
        var known = Known(state, kind + "s", name);
        if (known == null) { known = new JsonObject { ["name"] = name }; list.Add(known); }
        known["state"] = action.StartsWith("stop") ? "Stopped" : "Started";
        if (action.StartsWith("recycle")) known["recycles"] = (known["recycles"]?.GetValue<int>() ?? 0) + 1;
        File.WriteAllText(StateFile, state.ToJsonString());
    }

    /// <summary>The role service, through the practice server where one is connected. False: the caller does it.</summary>
    public static bool InstallThroughPractice(string feature)
    {
        if (Environment.GetEnvironmentVariable("SWITCHBOARD_STANDIN_PRACTICE") is not { Length: > 0 }) return false;
        Ask(new JsonObject { ["op"] = "perform", ["action"] = new JsonObject { ["kind"] = "install-feature", ["feature"] = feature } });
        return true;
    }

    internal static void Reload() => Ask(new JsonObject { ["op"] = "reload" });

    internal static int ProcessId(string pool) => 1000 + (int)(pool.Aggregate(17u, (sum, c) => sum * 31 + c) % 30000);

    internal static IEnumerable<Request> Requests(string pool) =>
        (State()["requests"] as JsonArray)?.OfType<JsonObject>().Where(each => each["pool"]?.GetValue<string>() == pool)
            .Select(each => new Request { Url = each["url"].GetValue<string>(), SiteId = each["site"]?.GetValue<int>() ?? 1, TimeElapsed = each["elapsed"]?.GetValue<int>() ?? 0 }) ?? [];
}
