namespace IncidentTraining.Core.Content.Formats;

/// <summary>The change from one format to the next for files of one kind.</summary>
/// <param name="From">The old format; the new one is the next number.</param>
/// <param name="Folder">The folder of the files, below the content directory, with a trailing slash; empty for all.</param>
/// <param name="Rewrite">Rewrites a text. It preserves comments and the number of lines, so that problems are reported at the author's line
/// numbers.</param>
public sealed record FormatChange(int From, string Folder, Func<string, string> Rewrite);
