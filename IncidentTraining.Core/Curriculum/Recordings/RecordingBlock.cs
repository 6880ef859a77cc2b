using Markdig.Syntax;

namespace IncidentTraining.Core.Curriculum.Recordings;

/// <summary>A recording in a page; replaces the paragraph that embeds it as an image.</summary>
internal sealed class RecordingBlock(Recording recording, string title, string address) : LeafBlock(parser: null)
{
    internal Recording Recording { get; } = recording;

    internal string Title { get; } = title;

    /// <summary>The address of the file.</summary>
    internal string Address { get; } = address;
}
