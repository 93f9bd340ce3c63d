// What installing a role service does to applicationHost.config (Microsoft's table of role services and configuration).
using System.Xml;

namespace Microsoft.Web.Administration;

public static class RoleServices
{
    private static readonly Dictionary<string, (string Module, string Image)> Modules = new()
    {
        ["Web-WebSockets"] = ("WebSocketModule", "iiswsock.dll"),
        ["Web-AppInit"] = ("ApplicationInitializationModule", "warmup.dll"),
        ["Web-Request-Monitor"] = ("RequestMonitorModule", "iisreqs.dll"),
    };

    /// <summary>Adds the native image and the locked module entry, each unless it is there.</summary>
    public static void Install(string feature) => Change(feature, (file, name, image) =>
    {
        File.WriteAllText(Box.Native(image), "");
        if (Texts.Down(file.Root, "system.webServer/globalModules", true) is var images && Entry(images, name) == null)
        {
            var made = Texts.Append(images, "add");
            made.SetAttribute("name", name);
            made.SetAttribute("image", "%windir%\\System32\\inetsrv\\" + image);
        }
        if (Enabled(file) is var modules && Entry(modules, name) == null)
        {
            var made = Texts.Append(modules, "add");
            made.SetAttribute("name", name);
            made.SetAttribute("lockItem", "true");
        }
    });

    public static void Uninstall(string feature) => Change(feature, (file, name, image) =>
    {
        File.Delete(Box.Native(image));
        foreach (var parent in new[] { Texts.Down(file.Root, "system.webServer/globalModules", false), Enabled(file) })
            if (parent != null && Entry(parent, name) is { } known) Texts.Remove(known);
    });

    /// <summary>IIS keeps the list of enabled modules in a location of path "" or at the root.</summary>
    private static XmlElement Enabled(ConfigFile file) =>
        file.Blocks("").Reverse().Select(block => Texts.Down(block, "system.webServer/modules", false)).FirstOrDefault(each => each != null)
        ?? Texts.Down(file.Root, "system.webServer/modules", true);

    private static XmlElement Entry(XmlElement parent, string name) => Texts.Children(parent, "add").FirstOrDefault(each => each.GetAttribute("name") == name);

    private static void Change(string feature, Action<ConfigFile, string, string> change)
    {
        if (!Modules.TryGetValue(feature, out var module)) return;
        var file = new ConfigFile(Box.ConfigFile());
        change(file, module.Module, module.Image);
        file.Write();
        Box.Reload();
    }
}
