// Elements in a document that keeps its white space.
using System.Xml;

namespace Microsoft.Web.Administration;

internal static class Texts
{
    public static IEnumerable<XmlElement> Children(XmlElement parent, string name) =>
        parent == null ? [] : parent.ChildNodes.OfType<XmlElement>().Where(each => each.Name == name);

    public static XmlElement Child(XmlElement parent, string name, bool create)
    {
        if (parent == null) return null;
        return Children(parent, name).FirstOrDefault() ?? (create ? Append(parent, name) : null);
    }

    public static XmlElement Down(XmlElement from, string path, bool create) =>
        path.Split('/').Aggregate(from, (at, name) => Child(at, name, create));

    /// <summary>A new last child on a line of its own, one step deeper than its parent.</summary>
    public static XmlElement Append(XmlElement parent, string name)
    {
        var document = parent.OwnerDocument;
        var made = document.CreateElement(name);
        var line = NewLine(document);
        var outer = Indent(parent);
        if (parent.LastChild is XmlWhitespace) parent.RemoveChild(parent.LastChild);
        parent.AppendChild(document.CreateWhitespace($"{line}{outer}    "));
        parent.AppendChild(made);
        parent.AppendChild(document.CreateWhitespace($"{line}{outer}"));
        return made;
    }

    /// <summary>Puts an element before another one, on a line of its own.</summary>
    public static void MoveBefore(XmlElement element, XmlElement other)
    {
        var parent = (XmlElement)element.ParentNode;
        var space = element.PreviousSibling;
        parent.RemoveChild(element);
        parent.RemoveChild(space);
        parent.InsertBefore(element, other);
        parent.InsertAfter(space, element);
    }

    private static string NewLine(XmlDocument document) =>
        document.ChildNodes.Cast<XmlNode>().Concat(document.DocumentElement.ChildNodes.Cast<XmlNode>()).Any(each => each is XmlWhitespace && each.Value.Contains('\r')) ? "\r\n" : "\n";

    private static string Indent(XmlElement element)
    {
        var before = element.PreviousSibling is XmlCharacterData text ? text.Value : "";
        var at = before.LastIndexOf('\n');
        return at < 0 ? "" : before[(at + 1)..];
    }

    /// <summary>With the white space before it; an emptied location goes as well.</summary>
    public static void Remove(XmlElement element)
    {
        var parent = (XmlElement)element.ParentNode;
        if (element.PreviousSibling is XmlWhitespace space) parent.RemoveChild(space);
        parent.RemoveChild(element);
        var empty = !parent.ChildNodes.OfType<XmlElement>().Any() && !parent.ChildNodes.OfType<XmlComment>().Any();
        if (empty && (parent.Name == "location" || parent.ParentNode is XmlElement { Name: "location" })) Remove(parent);
    }
}
