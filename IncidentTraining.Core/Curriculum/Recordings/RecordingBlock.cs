using Markdig.Syntax;

namespace IncidentTraining.Core.Curriculum.Recordings;

/// <summary>A recording in a page; takes the place of the paragraph that names it as its picture.</summary>
internal sealed class RecordingBlock(Recording recording, string title, string address) : LeafBlock(parser: null)
{
    internal Recording Recording { get; } = recording;

    internal string Title { get; } = title;

    /// <summary>Where the file itself is found.</summary>
    internal string Address { get; } = address;
}
