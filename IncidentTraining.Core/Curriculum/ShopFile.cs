using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum;

/// <summary>One file of the practice shop's own source, shown to trainees as it is.</summary>
/// <param name="Path">Path below <c>content/practice-shop</c>, with forward slashes.</param>
/// <param name="Text">The whole text.</param>
public sealed record ShopFile(string Path, string Text)
{
    /// <summary>The folder of content in which the shop's source lies.</summary>
    public const string Folder = "practice-shop";

    /// <summary>The address of the file or folder in the portal.</summary>
    /// <param name="path">Path below the shop's folder; a folder may end with a slash.</param>
    public static string Address(string path) => "/practice-shop/source" + (path.Trim('/') is { Length: > 0 } plain ? "/" + plain : "");

    /// <summary>The language by which the file is highlighted, in highlight.js's names; <c>plaintext</c> for others.</summary>
    public string Language => System.IO.Path.GetExtension(Path) switch
    {
        ".ts" => "typescript",
        ".md" => "markdown",
        ".yaml" or ".yml" => "yaml",
        ".sql" => "sql",
        ".json" => "json",
        ".sh" => "bash",
        _ => "plaintext",
    };

    internal static ShopFile Read(ContentFile file) => new(file.Path[(Folder.Length + 1)..], file.Text);
}
