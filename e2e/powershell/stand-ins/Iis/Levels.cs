// What one place inherits from, as IIS walks it: level by level, locations of files above before the level's own file.
using System.Xml;

namespace Microsoft.Web.Administration;

/// <summary>Elements of one section on the way to a place, weakest first, and whether it may be set below.</summary>
internal sealed class Levels
{
    public readonly List<XmlElement> Found = new();
    public OverrideMode Mode { get; private set; }

    public Levels(ConfigFile host, string sectionPath, XmlElement declaration, string location, bool merged)
    {
        Mode = declaration.GetAttribute("overrideModeDefault") == "Deny" || declaration.GetAttribute("allowDefinition") == "AppHostOnly" ? OverrideMode.Deny : OverrideMode.Allow;
        var parts = location.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var places = merged && parts.Length > 0 ? new SitePlaces(host.Root, parts) : null;
        var opened = new List<(ConfigFile File, int Depth)>();
        for (var depth = 0; depth <= parts.Length; depth++)
        {
            Take(host, 0);
            foreach (var (file, at) in opened) Take(file, at);
            if (depth == 0 || places?.WebConfig(depth) is not { } own) continue;
            opened.Add((own, depth));
            Take(own, depth);

            void Take(ConfigFile file, int from)
            {
                foreach (var block in file.Blocks(string.Join('/', parts[from..depth])))
                {
                    if (Texts.Down(block, sectionPath, false) is not { } element) continue;
                    var inLocation = block.Name == "location";
                    if (inLocation && block.GetAttribute("inheritInChildApplications") == "false" && places?.SameApplication(depth) == false) continue;
                    if (file != host && Mode == OverrideMode.Deny) throw Failures.Locked(file.Name);
                    Found.Add(element);
                    if (inLocation) Mode = ModeOf(block, Mode);
                }
            }
        }
    }

    private static OverrideMode ModeOf(XmlElement block, OverrideMode before) => (block.GetAttribute("overrideMode"), block.GetAttribute("allowOverride")) switch
    {
        ("Allow", _) or ("", "true") => OverrideMode.Allow,
        ("Deny", _) or ("", "false") => OverrideMode.Deny,
        _ => before,
    };
}

/// <summary>Folders of a site's applications and virtual directories along a path, and the web.config in each.</summary>
internal sealed class SitePlaces
{
    private readonly string[] _parts;
    private readonly XmlElement _site;
    private readonly bool _ignored;

    public SitePlaces(XmlElement root, string[] parts)
    {
        _parts = parts;
        _site = root.SelectNodes("system.applicationHost/sites/site").OfType<XmlElement>().FirstOrDefault(each => Same(each.GetAttribute("name"), parts[0]));
        var pool = Application(parts.Length)?.GetAttribute("applicationPool");
        var named = root.SelectNodes("system.applicationHost/applicationPools/add").OfType<XmlElement>().FirstOrDefault(each => Same(each.GetAttribute("name"), pool));
        // Such a pool does not look at any web.config.
        _ignored = named?.GetAttribute("enableConfigurationOverride") == "false";
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
    private string Below(int depth) => "/" + string.Join('/', _parts[1..depth]);

    /// <summary>Of elements with a path: the one with the longest path that leads to a place.</summary>
    private static XmlElement Longest(IEnumerable<XmlElement> all, string place) => all
        .Where(each => each.GetAttribute("path") is var path && (path == "/" || Same(path, place) || place.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase)))
        .MaxBy(each => each.GetAttribute("path").Length);

    private XmlElement Application(int depth) => _site == null ? null : Longest(Texts.Children(_site, "application"), Below(depth));
    public bool SameApplication(int depth) => Application(depth) == Application(_parts.Length);

    public ConfigFile WebConfig(int depth)
    {
        var application = _ignored ? null : Application(depth);
        if (application == null) return null;
        var place = Rest(Below(depth), application.GetAttribute("path"));
        var directory = Longest(Texts.Children(application, "virtualDirectory"), place);
        if (directory == null) return null;
        var file = Path.Combine(Box.Expand(directory.GetAttribute("physicalPath")), Rest(place, directory.GetAttribute("path")).TrimStart('/'), "web.config");
        return File.Exists(file) ? new ConfigFile(file) : null;
    }

    private static string Rest(string place, string path) => path == "/" ? place : "/" + place[Math.Min(place.Length, path.Length)..].TrimStart('/');
}
