// The box: a folder laid out as Windows is, with its faults.
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

    /// <summary>A native module's file, which comes and goes with its role service.</summary>
    internal static string Native(string image) => Path.Combine(Windir, "System32", "inetsrv", image);

    internal static string Expand(string path) => Environment.ExpandEnvironmentVariables(path).Replace('\\', '/');

    /// <summary>faults.json of the box; windows-box.ts lists them.</summary>
    public static string FaultOf(string what) => ReadJson("faults.json")?[what]?.GetValue<string>();

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

    internal static JsonNode ReadJson(string name)
    {
        var file = Path.Combine(Windir, name);
        return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) : null;
    }

    internal static void WriteJson(string name, JsonNode value) => File.WriteAllText(Path.Combine(Windir, name), value.ToJsonString());

    internal static JsonObject Certificate(string binding) => ReadJson("certificates.json")?[binding]?.AsObject();

    // For the modules in PowerShell.
    public static string StateJson() => RunState.Counted().ToJsonString();
    public static bool InstallThroughPractice(string feature)
    {
        if (!RunState.Perform("install-feature", "feature", feature)) return false;
        File.WriteAllText(Native("iiswsock.dll"), "");
        return true;
    }
    internal static void Reload() => Practice.Ask(new JsonObject { ["op"] = "reload" });
}
