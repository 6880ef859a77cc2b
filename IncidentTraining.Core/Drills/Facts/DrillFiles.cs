using System.Collections.Concurrent;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Drills;

/// <summary>The drills under <c>content/drills</c>, and those stored with runs.</summary>
public sealed class DrillFiles(ContentFolder folder)
{
    private readonly ContentFolder _folder = folder;

    // Parsing compiles many patterns; a run's text is one of the few versions that the file has had.
    private readonly ConcurrentDictionary<string, Drill> _kept = new();

    /// <summary>The files and their problems.</summary>
    public ContentCatalogue<Drill> Files { get; } =
        new(folder, name: "drills", below: "drills", pattern: "*.yaml;*.yml", DrillReader.Read, drill => drill.Id);

    /// <summary>The drill of a lab's page; null when the page has none.</summary>
    public Drill? OfPage(string pageId) => Files.Items.FirstOrDefault(drill => drill.PageId == pageId);

    /// <summary>The current text of a drill's file, for storing with a run.</summary>
    internal string TextOf(Drill drill) =>
        ContentFile.Read(_folder, Files.Current.Entries.First(entry => entry.Item.Id == drill.Id).File).Text;

    /// <summary>The drill that a run started with.</summary>
    internal Drill Of(DrillRun run) =>
        _kept.GetOrAdd(run.ContentText, static text => DrillReader.Read(new ContentFile("drills/kept.yaml", text)));
}
