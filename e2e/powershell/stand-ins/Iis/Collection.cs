// Collections: what is added, removed and cleared on the way to a place, and what may be added there.
using System.Collections;
using System.Xml;

namespace Microsoft.Web.Administration;

public sealed class ConfigurationElementCollection : IEnumerable<ConfigurationElement>
{
    private readonly ConfigurationElement _owner;
    internal ConfigurationElementCollection(ConfigurationElement owner) => _owner = owner;
    private ElementRule Entry => _owner.Rule.Item;
    private bool IsAdd(XmlElement element) => _owner.Rule.AddNames.Contains(element.Name);
    public int Count => Merge().Count;

    /// <summary>What is in force: inherited adds, less removes and clears, and the own ones.</summary>
    private List<(XmlElement Element, bool Own)> Merge()
    {
        var found = new List<(XmlElement, bool)>();
        var own = _owner.Own(false);
        foreach (var layer in _owner.Inherited.Reverse().Append(own).Where(each => each != null))
            foreach (var child in layer.ChildNodes.OfType<XmlElement>())
            {
                if (child.Name == "clear") found.Clear();
                else if (child.Name == "remove") found.RemoveAll(each => SameKey(each.Item1, child.GetAttribute));
                else if (IsAdd(child)) found.Add((child, layer == own));
            }
        return found;
    }

    /// <summary>Combined keys are one key; without them each unique key is one, and one that is the same is enough.</summary>
    private bool SameKey(XmlElement element, Func<string, string> other)
    {
        bool Same(AttributeRule key) => other(key.Name) is { Length: > 0 } text && key.Same(element.GetAttribute(key.Name), text);
        var combined = Entry.Keys("combined").ToList();
        return combined.Count > 0
            ? combined.All(key => key.Same(element.GetAttribute(key.Name), other(key.Name) ?? ""))
            : Entry.Keys("unique").Any(Same);
    }

    private bool Matches(XmlElement element, Hashtable wanted) => wanted.Cast<DictionaryEntry>().All(pair => _owner.Rule.Item.Attributes.TryGetValue($"{pair.Key}", out var rule)
        ? rule.Same(element.HasAttribute(rule.Name) ? element.GetAttribute(rule.Name) : rule.Default ?? "", $"{pair.Value}")
        : throw Failures.NoAttribute($"{pair.Key}"));

    private ConfigurationElement Wrap(XmlElement element, bool own)
    {
        var inherited = new List<XmlElement>();
        if (_owner.Rule.Defaults != null)
            foreach (var layer in new[] { _owner.Own(false) }.Concat(_owner.Inherited).Where(each => each != null))
                if (Texts.Child(layer, _owner.Rule.Defaults, false) is { } defaults) inherited.Add(defaults);
        if (own) return new(_owner.Manager, Entry, _ => element, inherited);
        inherited.Insert(0, element);
        return new(_owner.Manager, Entry, create => create ? throw Failures.Locked(_owner.Manager.Host.Name) : null, inherited);
    }

    public ConfigurationElement this[int index] => Merge()[index] is var (element, own) ? Wrap(element, own) : null;
    public IEnumerator<ConfigurationElement> GetEnumerator() => Merge().Select(each => Wrap(each.Element, each.Own)).ToList().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal IEnumerable<ConfigurationElement> Find(Hashtable wanted) => Merge().Where(each => Matches(each.Element, wanted)).Select(each => Wrap(each.Element, each.Own)).ToList();

    /// <summary>Values in the hashtable may be text: what the schema wants typed is typed as in a file.</summary>
    internal ConfigurationElement AddNew(Hashtable attributes, int at)
    {
        var texts = new Dictionary<string, string>();
        foreach (DictionaryEntry pair in attributes)
        {
            if (!Entry.Attributes.TryGetValue($"{pair.Key}", out var rule)) throw Failures.NoAttribute($"{pair.Key}");
            texts[rule.Name] = rule.Write(pair.Value is string text ? rule.Read(text) : pair.Value);
        }
        foreach (var rule in Entry.Attributes.Values) if (rule.Required && !texts.ContainsKey(rule.Name)) throw Failures.Required(rule.Name);
        if (!_owner.Rule.Duplicates && Merge().Any(each => SameKey(each.Element, name => texts.GetValueOrDefault(name))))
            throw Failures.Duplicate(_owner.Rule.AddNames[0], string.Join(", ", Entry.Attributes.Values.Where(each => each.Key != null).Select(each => each.Name)));
        _owner.Touch(null);
        var parent = _owner.Own(true);
        var before = at < 0 ? null : parent.ChildNodes.OfType<XmlElement>().Where(IsAdd).ElementAtOrDefault(at);
        var made = Texts.Append(parent, _owner.Rule.AddNames[0]);
        if (before != null) Texts.MoveBefore(made, before);
        foreach (var (name, text) in texts) made.SetAttribute(name, text);
        return Wrap(made, true);
    }

    internal void Remove(Hashtable wanted)
    {
        var (element, own) = Merge().FirstOrDefault(each => Matches(each.Element, wanted));
        if (element == null) throw Failures.NotFound();
        // Whether a location of the same file may remove what is locked there is not known; a web.config may not.
        if (!own && string.Equals(element.GetAttribute("lockItem"), "true", StringComparison.OrdinalIgnoreCase)) throw Failures.Locked(_owner.Manager.Host.Name);
        _owner.Touch(null);
        if (own) { Texts.Remove(element); return; }
        var removal = Texts.Append(_owner.Own(true), "remove");
        foreach (var key in Entry.Attributes.Values.Where(each => each.Key != null)) removal.SetAttribute(key.Name, element.GetAttribute(key.Name));
    }

    public void Clear()
    {
        _owner.Touch(null);
        var own = _owner.Own(true);
        foreach (var child in own.ChildNodes.OfType<XmlElement>().Where(each => IsAdd(each) || each.Name == "remove").ToList()) Texts.Remove(child);
        if (_owner.Inherited.Count > 0 && Texts.Child(own, "clear", false) == null) Texts.Append(own, "clear");
    }
}
