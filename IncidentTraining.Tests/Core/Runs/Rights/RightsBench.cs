using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Core.Storage;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>A class with people of every role, whose runs and lobbies are created as rows by a test, without a shop.</summary>
internal sealed class RightsBench : IDisposable
{
    public const string Lab = "lab-1";

    private RightsBench() { }

    public static DateTime Now { get; } = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public StorageBench Storage { get; } = new();

    public Guid CohortId { get; private set; }

    /// <summary>Trainees of the class.</summary>
    public Actor Ana { get; private set; } = null!;

    public Actor Ben { get; private set; } = null!;

    public Actor Cleo { get; private set; } = null!;

    public Actor Instructor { get; private set; } = null!;

    public Actor Facilitator { get; private set; } = null!;

    /// <summary>A person of another class.</summary>
    public Actor Stranger { get; private set; } = null!;

    public Guid OtherCohortId { get; private set; }

    public Actor Administrator { get; private set; } = null!;

    public static async Task<RightsBench> CreateAsync()
    {
        var bench = new RightsBench();
        var ana = await bench.Storage.AddPersonAsync(name: "Ana Silva");
        bench.CohortId = (await bench.Storage.AddClassAsync(ana.Id, ClassRole.Trainee)).Id;
        bench.Ana = new Actor(ana.Id);
        bench.Ben = await bench.MemberAsync("Ben Okoro", ClassRole.Trainee);
        bench.Cleo = await bench.MemberAsync("Cleo Hart", ClassRole.Trainee);
        bench.Instructor = await bench.MemberAsync("Ines Duarte", ClassRole.Instructor);
        bench.Facilitator = await bench.MemberAsync("Finn Olsen", ClassRole.Facilitator);
        var stranger = await bench.Storage.AddPersonAsync(name: "Sam Reed");
        bench.Stranger = new Actor(stranger.Id);
        bench.OtherCohortId = (await bench.Storage.AddClassAsync(stranger.Id, ClassRole.Trainee, ClassRole.Instructor)).Id;
        bench.Administrator = new Actor((await bench.Storage.AddPersonAsync(isAdministrator: true, name: "Olga Strand")).Id, true);
        return bench;
    }

    public async Task<Actor> MemberAsync(string name, ClassRole role)
    {
        var person = await Storage.AddPersonAsync(name: name);
        await Storage.AddAsync(new Membership(CohortId, person.Id, role, Now));
        return new Actor(person.Id);
    }

    /// <summary>A run, and who joined it.</summary>
    public async Task<LabRun> RunAsync(
        Actor starter,
        bool isTeam = false,
        string pageId = Lab,
        Guid? cohortId = null,
        int? rehearsalRate = null,
        int startedAfter = 0,
        Guid? shiftId = null,
        IEnumerable<Actor>? joined = null,
        IEnumerable<Actor>? helpers = null
    )
    {
        var run = new LabRun(
            Guid.CreateVersion7(),
            cohortId ?? CohortId,
            starter.PersonId,
            pageId,
            Scenario,
            seed: 1,
            ShopSimulation.EngineVersion,
            minutes: 60,
            rehearsalRate,
            Now.AddMinutes(startedAfter),
            isTeam,
            shiftId
        );
        await Storage.AddAsync([
            run,
            .. (joined ?? []).Select(one => new CrewMember(run.Id, one.PersonId, isHelper: false, TimeSpan.Zero)),
            .. (helpers ?? []).Select(one => new CrewMember(run.Id, one.PersonId, isHelper: true, TimeSpan.Zero)),
        ]);
        return run;
    }

    public Task ArchiveAsync() => Storage.ChangeAsync<Cohort>(CohortId, cohort => cohort.Archive(Now));

    /// <summary>Checks outside the write gate, as for reading.</summary>
    public Task<T> ReadAsync<T>(Func<TrainingDb, Task<T>> ask) => Storage.ReadAsync(ask);

    /// <summary>Checks inside the write gate, as for a change.</summary>
    public async Task<T> ChangeAsync<T>(Func<TrainingDb, Task<T>> ask)
        where T : class
    {
        T? answer = null;
        await Storage.Gate.WriteAsync(
            async db =>
            {
                answer = await ask(db);
                return Outcome.Done;
            },
            Ct
        );
        return answer!;
    }

    public void Dispose() => Storage.Dispose();

    private static Scenario Scenario { get; } =
        new()
        {
            Id = "lab-1",
            Title = "",
            Objective = "",
            Briefing = "",
            Traffic = new TrafficPlan([], 0, 0, 0, 0, 0),
            ServiceLevels = new ServiceLevels
            {
                Availability = 1,
                Latency = 1,
                LatencyThreshold = default,
                PaymentSuccess = 1,
                OrderDelay = default,
                Window = default,
                HoldTime = default,
                BudgetRequests = 1,
            },
            RootCauses = [],
            Severities = [],
        };
}
