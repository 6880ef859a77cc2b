using Bunit;
using IncidentTraining.Core.Live;
using IncidentTraining.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentTraining.Tests.Web.Working;

/// <summary>How a component reloads its data.</summary>
public sealed class LiveComponentTests : BunitContext
{
    private static readonly Guid Key = Guid.Parse("00000000-0000-0000-0000-000000000001");

    private readonly LiveEvents _events = new(NullLogger<LiveEvents>.Instance);

    public LiveComponentTests() => Services.AddSingleton(_events);

    [Fact]
    public async Task Reloads_never_overlap_and_all_that_happens_during_one_costs_one_more()
    {
        var shown = Render<Shown>().Instance;
        await _events.PublishAsync(Key, new Happened());
        await shown.BegunAsync(1);
        for (var i = 0; i < 5; i++)
        {
            await _events.PublishAsync(Key, new Happened());
        }

        Assert.Equal(1, shown.Begun);
        shown.LetOneEnd();
        await shown.BegunAsync(2);
        shown.LetOneEnd();
        await shown.EndedAsync(2);
        Assert.Equal((2, 1), (shown.Begun, shown.MostAtOnce));

        // Later events cause another reload.
        await _events.PublishAsync(Key, new Happened());
        await shown.BegunAsync(3);
        shown.LetOneEnd();
        await shown.EndedAsync(3);
        Assert.Equal((3, 1), (shown.Begun, shown.MostAtOnce));
    }

    [Fact]
    public async Task A_reload_that_fails_shows_at_the_boundary_of_the_page()
    {
        var page = Render<ErrorBoundary>(boundary =>
            boundary
                .AddChildContent<Shown>(shown => shown.Add(one => one.Fails, true))
                .Add(one => one.ErrorContent, failure => $"<p>{failure.Message}</p>")
        );
        await _events.PublishAsync(Key, new Happened());
        page.WaitForAssertion(() => Assert.Contains("The database is away.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_component_that_has_left_the_page_reads_nothing()
    {
        var shown = Render<Shown>().Instance;
        await DisposeComponentsAsync();
        await _events.PublishAsync(Key, new Happened());
        Assert.Equal(0, shown.Begun);
    }

    private sealed record Happened;

    /// <summary>A component whose reloads end when the test lets them.</summary>
    private sealed class Shown : LiveComponent
    {
        private readonly SemaphoreSlim _begun = new(0);
        private readonly SemaphoreSlim _ends = new(0);
        private readonly SemaphoreSlim _ended = new(0);
        private int _now;

        [Parameter]
        public bool Fails { get; set; }

        public int Begun { get; private set; }

        public int MostAtOnce { get; private set; }

        public void LetOneEnd() => _ends.Release();

        public Task BegunAsync(int count) => WaitAsync(_begun, count);

        public Task EndedAsync(int count) => WaitAsync(_ended, count);

        protected override void OnInitialized() => ReloadOn<Happened>(Key);

        protected override async Task ReloadAsync()
        {
            if (Fails)
            {
                throw new InvalidOperationException("The database is away.");
            }

            Begun++;
            MostAtOnce = Math.Max(MostAtOnce, ++_now);
            _begun.Release();
            await _ends.WaitAsync();
            _now--;
            _ended.Release();
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Begun);

        private static async Task WaitAsync(SemaphoreSlim signal, int count) =>
            Assert.True(
                await signal.WaitAsync(TimeSpan.FromSeconds(20), Xunit.TestContext.Current.CancellationToken),
                $"number {count} did not come"
            );
    }
}
