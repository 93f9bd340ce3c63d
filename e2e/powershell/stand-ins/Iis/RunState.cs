// Run-time state: the practice server's where one is connected, else state.json of the box.
using System.Text.Json.Nodes;

namespace Microsoft.Web.Administration;

/// <summary>{ sites: [{ name, state, connections, sockets }], pools: [{ name, state, sockets, recycles }], requests }.</summary>
internal static class RunState
{
    private const string FileName = "state.json";
    /// <summary>A walk over a thousand pools asks once, not a thousand times.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);
    private static DateTime s_asked;
    private static JsonNode s_state;
    private static Dictionary<(string, string), JsonObject> s_named;

    public static JsonNode Now()
    {
        if (s_state != null && DateTime.UtcNow - s_asked < Fresh) return s_state;
        s_state = Practice.Ask(new JsonObject { ["op"] = "runtime" }) ?? Box.ReadJson(FileName) ?? new JsonObject();
        s_asked = DateTime.UtcNow;
        s_named = new();
        foreach (var kind in new[] { "sites", "pools" })
            foreach (var each in (s_state[kind] as JsonArray)?.OfType<JsonObject>() ?? [])
                s_named[(kind, each["name"]?.GetValue<string>().ToLowerInvariant())] = each;
        return s_state;
    }

    private static JsonObject Known(string kind, string name)
    {
        Now();
        return s_named.GetValueOrDefault((kind, name.ToLowerInvariant()));
    }

    public static ObjectState Of(string kind, string name) =>
        Enum.TryParse<ObjectState>(Known(kind, name)?["state"]?.GetValue<string>() ?? "Started", out var state) ? state : ObjectState.Unknown;

    /// <summary>Hands an action on to the practice server, which may refuse it. False where none is connected.</summary>
    public static bool Perform(string action, string field, string name)
    {
        s_state = null;
        return Practice.Ask(new JsonObject { ["op"] = "perform", ["action"] = new JsonObject { ["kind"] = action, [field] = name } }) != null;
    }

    public static void Act(string action, string field, string name)
    {
        Box.Fault(action);
        if (Perform(action, field, name)) return;
        var kind = field + "s";
        var known = Known(kind, name);
        if (known == null)
        {
            known = new JsonObject { ["name"] = name };
            if (s_state[kind] is not JsonArray list) s_state[kind] = list = new JsonArray();
            list.Add(known);
        }
        known["state"] = action.StartsWith("stop") ? "Stopped" : "Started";
        if (action.StartsWith("recycle")) known["recycles"] = (known["recycles"]?.GetValue<int>() ?? 0) + 1;
        Box.WriteJson(FileName, s_state);
        s_state = null;
    }

    /// <summary>With what is counted of the pools, which a practice server tells apart from its state.</summary>
    public static JsonNode Counted()
    {
        var state = Now();
        if (Practice.Ask(new JsonObject { ["op"] = "live" }) is not { } live) return state;
        foreach (var pool in live["pools"].AsArray().OfType<JsonObject>())
        {
            if (Known("pools", pool["name"].GetValue<string>()) is not { } known) continue;
            known["recycles"] = pool["recycles"]?.DeepClone();
            known["refused"] = pool["refused"]?.DeepClone();
            known["queued"] = pool["queue"]?.DeepClone();
            known["opened"] = (pool["workers"] as JsonArray)?.Sum(each => each["opened"].GetValue<long>()) ?? 0;
        }
        return state;
    }

    public static IEnumerable<Request> Requests(string pool) => OfPractice(pool) ??
        (Now()["requests"] as JsonArray)?.OfType<JsonObject>().Where(each => each["pool"]?.GetValue<string>() == pool)
            .Select(each => new Request { Url = each["url"].GetValue<string>(), SiteId = each["site"]?.GetValue<int>() ?? 1, TimeElapsed = each["elapsed"]?.GetValue<int>() ?? 0, Verb = each["verb"]?.GetValue<string>() ?? "GET" }) ?? [];

    private static List<Request> OfPractice(string pool)
    {
        var asked = new JsonObject { ["site"] = null, ["pool"] = pool, ["limit"] = 500 };
        if (Practice.Ask(new JsonObject { ["op"] = "requests", ["asked"] = asked }) is not { } answer) return null;
        var sites = new ServerManager().Sites;
        return answer["rows"].AsArray().Select(each => new Request
        {
            Url = each["url"].GetValue<string>(),
            Verb = each["verb"].GetValue<string>(),
            SiteId = (int)(sites[each["site"].GetValue<string>()]?.Id ?? 0),
            // IIS tells no port.
            ClientIPAddr = each["client"].GetValue<string>() is var client ? client[..client.LastIndexOf(':')] : "",
            TimeElapsed = (int)each["ageMs"].GetValue<double>(),
        }).ToList();
    }
}
