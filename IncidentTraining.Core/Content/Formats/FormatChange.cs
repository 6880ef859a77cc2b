namespace IncidentTraining.Core.Content.Formats;

/// <summary>What changes in files of one kind from a format to the next.</summary>
/// <param name="From">The format that is left; the next number is reached.</param>
/// <param name="Folder">Where the files are, below the content directory, with a slash at its end; empty for all.</param>
/// <param name="Rewrite">Rewrites a text. It keeps comments, and the number of lines, so that problems are reported where the author finds
/// them.</param>
public sealed record FormatChange(int From, string Folder, Func<string, string> Rewrite);
