// One reading of the configuration, its changes, and its one commit.
using System.Collections;
using System.Xml;

namespace Microsoft.Web.Administration;

public sealed class ServerManager : IDisposable
{
    private ConfigFile _file;
    private bool _changed;
    /// <summary>Counts the commits: what was got before one is read-only after it.</summary>
    internal int Generation { get; private set; }

    internal void Touch(int generation)
    {
        if (generation != Generation) throw Failures.ReadOnly();
        _changed = true;
    }

    /// <summary>applicationHost.config, read once: what others write later is not seen.</summary>
    internal ConfigFile Host
    {
        get
        {
            if (_file != null) return _file;
            Box.Fault("read");
            return _file = new ConfigFile(Box.ConfigFile());
        }
    }
    internal XmlElement Root => Host.Root;

    public Configuration GetApplicationHostConfiguration() => new(this, "", false);
    public Configuration GetWebConfiguration(string siteName) => GetWebConfiguration(siteName, "/");
    public Configuration GetWebConfiguration(string siteName, string virtualPath)
    {
        if (Sites[siteName] == null) throw Failures.NoPath(Host.Name, siteName);
        return new(this, siteName + virtualPath, true);
    }

    // Made once a reading: a script that asks for a thousand pools by name walks them once.
    private SiteCollection _sites;
    private ApplicationPoolCollection _pools;
    public SiteCollection Sites => _sites ??= new(this);
    public ApplicationPoolCollection ApplicationPools => _pools ??= new(this);
    public void Dispose() { }

    public void CommitChanges()
    {
        if (!_changed) return;
        Box.Fault("commit");
        Host.Write();
        _file = null;
        _sites = null;
        _pools = null;
        _changed = false;
        Generation++;
        Box.Reload();
    }

    internal ConfigurationSection Section(string sectionPath, string place, bool merged)
    {
        var location = (place ?? "").Trim('/');
        var declared = Host.Declaration(sectionPath ?? "");
        if (declared == null || !ElementRule.Sections.TryGetValue(sectionPath, out var rule)) throw Failures.NoSection(Host.Name, sectionPath);
        if (!merged && location != "" && declared.GetAttribute("allowDefinition") == "AppHostOnly") throw Failures.Locked(Host.Name);
        var levels = new Levels(Host, sectionPath, declared, location, merged);
        var found = Enumerable.Reverse(levels.Found).ToList();
        if (merged) return new(this, sectionPath, rule, create => create ? throw Failures.Locked(Host.Name) : null, found, levels.Mode, true);
        XmlElement Find() => Host.Blocks(location).Select(block => Texts.Down(block, sectionPath, false)).FirstOrDefault(each => each != null);
        XmlElement Own(bool create) => Find() ?? (create ? Texts.Down(Host.Holder(location), sectionPath, true) : null);
        var own = Find();
        return new(this, sectionPath, rule, Own, found.Where(each => each != own).ToList(), levels.Mode, false);
    }
}

public abstract class NamedCollection<T> : IEnumerable<T> where T : class
{
    private readonly List<T> _all;
    private readonly Dictionary<string, T> _named = new(StringComparer.OrdinalIgnoreCase);
    private protected NamedCollection(IEnumerable<T> all, Func<T, string> nameOf)
    {
        _all = all.ToList();
        foreach (var one in _all) _named.TryAdd(nameOf(one), one);
    }
    public T this[string name] => _named.GetValueOrDefault(name ?? "");
    public int Count => _all.Count;
    public IEnumerator<T> GetEnumerator() => _all.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed class SiteCollection : NamedCollection<Site>
{
    internal SiteCollection(ServerManager manager) : base(manager.Root.SelectNodes("system.applicationHost/sites/site").OfType<XmlElement>().Select(each => new Site(each)), one => one.Name) { }
}

public sealed class ApplicationPoolCollection : NamedCollection<ApplicationPool>
{
    internal ApplicationPoolCollection(ServerManager manager) : base(manager.Root.SelectNodes("system.applicationHost/applicationPools/add").OfType<XmlElement>().Select(each => new ApplicationPool(each)), one => one.Name) { }
}
