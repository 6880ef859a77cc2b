using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Drills;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Drills;

/// <summary>The drill of Lab 7, filled in by a test minute by minute without a portal.</summary>
internal sealed class MadeDrill
{
    public static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    public static readonly Drill Lab7 = Read(File.ReadAllText(Path.Combine(RealContent.Directory, "drills/lab-7-live.yaml")));

    private static readonly Guid Anna = Guid.CreateVersion7(Start);
    private static readonly Guid Facilitator = Guid.CreateVersion7(Start.AddMilliseconds(1));

    private readonly List<DrillEntry> _entries = [];

    public IReadOnlyList<DrillEntry> Entries => _entries;

    public static Drill Read(string yaml)
    {
        var file = new ContentFile("drills/lab-7-live.yaml", yaml);
        var drill = DrillReader.Read(file);
        Assert.Empty(file.Problems);
        return drill;
    }

    public static string Clock(double minute) =>
        Start.AddMinutes(minute).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public MadeDrill Update(
        double minute,
        string text,
        UpdateAudience audience = UpdateAudience.Customers,
        UpdateStage stage = UpdateStage.Investigating,
        UpdateImpact impact = UpdateImpact.Unstated,
        int? next = null
    )
    {
        DrillEntry Entry(int number) =>
            new(default, number, At(minute), Anna, DrillEntryKind.Update, text)
            {
                Audience = audience,
                Stage = stage,
                Impact = impact,
                NextInMinutes = next,
            };
        return Add(minute, DrillEntryKind.Update, text, Entry);
    }

    public MadeDrill Say(double minute, string text, bool asStaff = false) =>
        Add(minute, DrillEntryKind.Said, text, number => new DrillEntry(
            default,
            number,
            At(minute),
            asStaff ? Facilitator : Anna,
            DrillEntryKind.Said,
            text
        )
        {
            IsByStaff = asStaff,
        });

    public MadeDrill Release(double minute, string fact) => Pace(minute, DrillEntryKind.Released, fact);

    public MadeDrill Hold(double minute) => Pace(minute, DrillEntryKind.Held);

    public MadeDrill Resume(double minute) => Pace(minute, DrillEntryKind.Resumed);

    public DrillStory Story(double untilMinute = 30) =>
        DrillStory.Of(
            Lab7,
            Start,
            new Crew([new CrewMate(Anna, "Anna", false, Enum.GetValues<IncidentRole>())]),
            _entries,
            person => person == Anna ? "Anna" : "Farid",
            TimeSpan.FromMinutes(untilMinute)
        );

    public DrillResult? Result(double endMinute = 30) => DrillResult.Of(Lab7, Story(endMinute), Start, TimeSpan.FromMinutes(endMinute));

    public ResultLine Line(string title, double endMinute = 30) => Result(endMinute)!.Lines.First(line => line.Line.Title == title).Line;

    public IReadOnlyList<string> Bad(double endMinute = 30) =>
        [.. Result(endMinute)!.Lines.Where(line => line.Line.Mark == ResultMark.Bad).Select(line => line.Line.Text)];

    /// <summary>What people said, with the minute.</summary>
    public IReadOnlyList<(string From, string Text, double Minute)> Spoken(double untilMinute = 30) =>
        [
            .. Story(untilMinute)
                .Log.Where(entry => entry is { Kind: IncidentEventKind.Message, Subject: not DrillStory.FactSubject })
                .Select(entry => (entry.From, entry.Text, entry.At.TotalMinutes)),
        ];

    private static DateTime At(double minute) => Start.AddMinutes(minute);

    private MadeDrill Pace(double minute, DrillEntryKind kind, string text = "") =>
        Add(minute, kind, text, number => new DrillEntry(default, number, At(minute), Facilitator, kind, text));

    private MadeDrill Add(double minute, DrillEntryKind kind, string text, Func<int, DrillEntry> make)
    {
        Assert.True(_entries.Count == 0 || _entries[^1].At <= At(minute), $"{kind} “{text}” at minute {minute} is out of order.");
        _entries.Add(make(_entries.Count + 1));
        return this;
    }
}
