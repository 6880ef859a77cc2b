using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IncidentTraining.Core.PracticeShop.Authoring;

/// <summary>The summaries in the code's documentation, so that the reference need not repeat them by hand.</summary>
public sealed partial class CodeComments
{
    private readonly Dictionary<string, XElement> _members;

    private CodeComments(XDocument document) =>
        _members = document.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>Reads the documentation file that the compiler wrote next to this assembly; null when it is missing.</summary>
    public static CodeComments? Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, typeof(CodeComments).Assembly.GetName().Name + ".xml");
        return File.Exists(file) ? new CodeComments(XDocument.Load(file)) : null;
    }

    /// <summary>The summary of a type, on one line of Markdown.</summary>
    /// <exception cref="KeyNotFoundException">It has none.</exception>
    public string Of(Type type) => Summary($"T:{type.FullName}");

    /// <summary>The description of a constructor parameter; empty when there is none.</summary>
    public string OfParameter(Type type, string name) =>
        _members[$"T:{type.FullName}"].Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")!.Value == name)
            is { } found
            ? Text(found)
            : "";

    /// <summary>The summary of an enum value or a constant.</summary>
    /// <exception cref="KeyNotFoundException">It has none.</exception>
    public string OfField(Type type, string name) => Summary($"F:{type.FullName}.{name}");

    private string Summary(string member) =>
        Text(_members[member].Element("summary") ?? throw new KeyNotFoundException($"{member} has no summary."));

    private static string Text(XElement comment)
    {
        var text = new StringBuilder();
        foreach (var node in comment.Nodes())
        {
            text.Append(
                node switch
                {
                    XText words => words.Value,
                    XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
                    XElement element => $"`{element.Value}{element.Attribute("name")?.Value}`",
                    _ => "",
                }
            );
        }

        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
