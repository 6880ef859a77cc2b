using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum;

/// <summary>A file of the practice shop's source, shown to trainees unchanged.</summary>
/// <param name="Path">Path below <c>content/practice-shop</c>, with forward slashes.</param>
/// <param name="Text">The complete text.</param>
public sealed record ShopFile(string Path, string Text)
{
    /// <summary>The content folder with the shop's source.</summary>
    public const string Folder = "practice-shop";

    /// <summary>Returns the portal address of a file or folder.</summary>
    /// <param name="path">Path below the shop's folder; a folder may end with a slash.</param>
    public static string Address(string path) => "/practice-shop/source" + (path.Trim('/') is { Length: > 0 } plain ? "/" + plain : "");

    /// <summary>The language for syntax highlighting, as highlight.js names it; <c>plaintext</c> for unknown types.</summary>
    public string Language =>
        System.IO.Path.GetExtension(Path) switch
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
