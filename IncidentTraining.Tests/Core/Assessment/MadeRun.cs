using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>An ended run that a test defines second by second: detected at 1:00, with its log and charts as the test needs them.</summary>
internal sealed class MadeRun
{
    public static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
    public static readonly ShopClock Clock = new(Start);
    public static readonly Guid Anna = Guid.CreateVersion7(Start);
    public static readonly Guid Ben = Guid.CreateVersion7(Start);

    private readonly List<TimelineEntry> _log = [];
    private readonly List<ChartLine> _lines = [];
    private readonly List<RunInput> _inputs = [];
    private readonly List<HarmRecord> _harms = [];
    private readonly TimeSpan _end;
    private readonly Incident _incident;
    private readonly LabRun _run;

    public MadeRun(double endsAtMinute = 60, double? recoveredAtMinute = null, double? acknowledgedAtMinute = 2)
    {
        _end = TimeSpan.FromMinutes(endsAtMinute);
        _run = new LabRun(Guid.CreateVersion7(Start), Guid.CreateVersion7(Start), Anna, "lab-1", Scenario, 4, 1, 60, null, Start);
        _run.Close("The test ends it.", Start + _end);
        _incident = new Incident(_run.Id);
        _incident.NoticeSign(TimeSpan.FromMinutes(1));
        if (acknowledgedAtMinute is { } minute)
        {
            Assert.Null(_incident.Acknowledge(TimeSpan.FromSeconds(Math.Round(minute * 60))).Refusal);
        }

        Truth = new ShopTruth(
            "pool",
            null,
            TimeSpan.FromSeconds(30),
            TimeSpan.FromMinutes(1),
            null,
            recoveredAtMinute is { } recovered ? TimeSpan.FromMinutes(recovered) : null,
            null,
            false,
            []
        );
        foreach (
            var (name, value) in new Dictionary<string, double>
            {
                [ChartNames.RequestRate] = 20,
                [ChartNames.ErrorRate] = 0,
                [ChartNames.LatencyP95] = 200,
                [ChartNames.PaymentSuccess] = 99,
                [ChartNames.StuckOrders] = 0,
            }
        )
        {
            Chart(name, _ => value);
        }
    }

    public static Scenario Scenario { get; } =
        new()
        {
            Id = "lab-1",
            Title = "A lab",
            Objective = "",
            Briefing = "",
            Traffic = new TrafficPlan([], 0, 0, 0, 0, 0),
            ServiceLevels = new ServiceLevels
            {
                Availability = 0.995,
                Latency = 0.95,
                LatencyThreshold = TimeSpan.FromMilliseconds(400),
                PaymentSuccess = 0.97,
                OrderDelay = TimeSpan.FromMinutes(1),
                Window = TimeSpan.FromMinutes(1),
                HoldTime = TimeSpan.FromMinutes(2),
                BudgetRequests = 1,
            },
            RootCauses =
            [
                new RootCause
                {
                    Id = "pool",
                    Title = "A small pool",
                    Explanation = "",
                    Faults = [],
                    Mitigations = [new("resize-pool", new Dictionary<string, string> { ["connections"] = "20" })],
                    Diagnosis = [new([FaultPlace.ConnectionPool], [FaultMode.Capacity], [new(OriginKind.Change, "config-pool")])],
                },
            ],
            Severities = [],
        };

    /// <summary>The right diagnosis of its cause.</summary>
    public static FaultClaim Right { get; } = new(FaultPlace.ConnectionPool, FaultMode.Capacity, new(OriginKind.Change, "config-pool"));

    public static FaultClaim Wrong { get; } = new(FaultPlace.Monitoring, FaultMode.Crash, FaultOrigin.Nothing);

    public ShopTruth Truth { get; set; }

    public ShopCharts Charts => new(0, (int)_end.TotalSeconds, _lines);

    public RunRecord Record(params CrewMate[] crew) =>
        new(
            _run,
            _incident,
            Scenario,
            new SealedShop(Truth, new IncidentCost(0, 0, 0, 1, 1), Charts, "") { Harms = _harms },
            [.. _log.OrderBy(e => e.At).ThenBy(e => e.Number)],
            _inputs,
            new Crew(crew.Length > 0 ? crew : [new CrewMate(Anna, "Anna", false, Enum.GetValues<IncidentRole>())])
        );

    /// <summary>A chart whose value at each second is defined by the test.</summary>
    public MadeRun Chart(string name, Func<int, double> value)
    {
        _lines.RemoveAll(line => line.Name == name);
        _lines.Add(new ChartLine(name, "", [.. Enumerable.Range(0, (int)_end.TotalSeconds).Select(value)]));
        return this;
    }

    public MadeRun Without(string chart)
    {
        _lines.RemoveAll(line => line.Name == chart);
        return this;
    }

    public MadeRun Severity(double atSecond, Severity severity)
    {
        // Without an acknowledgement a severity cannot be set; a log of an older run may have one anyway.
        _ = _incident.SetSeverity(severity, "It changed.", TimeSpan.FromSeconds(atSecond));
        return Add(atSecond, IncidentEventKind.SeveritySet, "Set.", severity.ToString());
    }

    /// <summary>The crew verifies the resolution as in the shop's truth.</summary>
    public MadeRun Verify(double atSecond)
    {
        _incident.Mitigate(TimeSpan.FromSeconds(atSecond - 1));
        Assert.Null(_incident.VerifyResolution(Truth.ResolvedAt, [], TimeSpan.FromSeconds(atSecond)).Refusal);
        return this;
    }

    public MadeRun Update(
        double atSecond,
        string text = "Buying is slow. We are looking for the cause.",
        UpdateAudience audience = UpdateAudience.Customers,
        double? nextBySecond = null
    ) =>
        Add(
            atSecond,
            IncidentEventKind.StatusUpdate,
            text,
            audience.ToString(),
            details: EventDetails.Write(
                new StatusUpdate.Facts(
                    UpdateStage.Investigating,
                    UpdateImpact.Unstated,
                    text,
                    nextBySecond is { } by ? TimeSpan.FromSeconds(by) : null
                )
            )
        );

    public MadeRun Say(double atSecond, string text, Guid? by = null) => Add(atSecond, IncidentEventKind.Said, text, by: by);

    public MadeRun Find(double atSecond, Guid? by = null) =>
        Add(atSecond, IncidentEventKind.FindingStated, "Requests wait for a connection.", by: by);

    /// <summary>A hypothesis that names a fault; the first entry of a run has number 1.</summary>
    public MadeRun Believe(double atSecond, FaultClaim claim, int confidence = 80, Guid? by = null) =>
        Add(
            atSecond,
            IncidentEventKind.HypothesisStated,
            claim.Words,
            by: by,
            details: EventDetails.Write(new Hypothesis.Facts(FaultClaim.Format([claim]), confidence, []))
        );

    public MadeRun Revise(double atSecond, int number, int confidence) =>
        Add(
            atSecond,
            IncidentEventKind.HypothesisRevised,
            details: EventDetails.Write(new Hypothesis.Facts(null, confidence, [])),
            refersTo: number
        );

    public MadeRun Strike(double atSecond, int number) => Add(atSecond, IncidentEventKind.HypothesisStruck, "It is not.", refersTo: number);

    public MadeRun Declare(double atSecond, FaultClaim claim, Guid? by = null) => DeclareAll(atSecond, by, claim);

    public MadeRun DeclareAll(double atSecond, params FaultClaim[] claims) => DeclareAll(atSecond, null, claims);

    private MadeRun DeclareAll(double atSecond, Guid? by, params FaultClaim[] claims) =>
        Add(
            atSecond,
            IncidentEventKind.CauseDeclared,
            FaultClaim.WordsOf(claims),
            by: by,
            details: EventDetails.Write(new DeclaredDiagnosis.Facts(FaultClaim.Format(claims), "The pool is too small.", []))
        );

    /// <summary>An action that the shop accepted or refused, with its entry.</summary>
    public MadeRun Act(
        double atSecond,
        string action,
        bool accepted = true,
        Guid? by = null,
        params (string Name, string Value)[] arguments
    )
    {
        var input = new RunInput(
            _run.Id,
            _inputs.Count + 1,
            TimeSpan.FromSeconds(atSecond),
            action,
            arguments.ToDictionary(argument => argument.Name, argument => argument.Value),
            by ?? Anna,
            Start
        );
        input.Answered(new InputAnswer("Done.", accepted ? InputRefusal.None : InputRefusal.NotNow));
        _inputs.Add(input);
        return Add(atSecond, accepted ? IncidentEventKind.ActionStarted : IncidentEventKind.ActionRefused, action, action, by);
    }

    public MadeRun Refused(double atSecond, string action, string text) => Add(atSecond, IncidentEventKind.ActionRefused, text, action);

    public MadeRun Harmed(double atSecond, string action, string text)
    {
        _harms.Add(new HarmRecord(TimeSpan.FromSeconds(atSecond), action, 1, text));
        return this;
    }

    public MadeRun Add(
        double atSecond,
        IncidentEventKind kind,
        string text = "",
        string subject = "",
        Guid? by = null,
        string? details = null,
        int? refersTo = null
    )
    {
        var at = TimeSpan.FromSeconds(atSecond);
        _log.Add(new TimelineEntry(_log.Count + 1, at, Start + at, kind, subject, text, "Anna", by ?? Anna, details, refersTo));
        return this;
    }
}
