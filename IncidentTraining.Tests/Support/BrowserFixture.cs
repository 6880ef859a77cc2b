using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(IncidentTraining.Tests.Support.BrowserFixture))]
[assembly: IncidentTraining.Tests.Support.ClosesItsWindows]

namespace IncidentTraining.Tests.Support;

/// <summary>
/// One headless Chromium for all browser tests: the one named by <c>CHROMIUM_PATH</c>, one on the path, or Playwright's
/// own. Without any, the tests skip and say so; the continuous integration counts such a skip as a failure.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>Two busy cores start a circuit slowly; a real fault still fails within this time.</summary>
    public const int TimeoutMilliseconds = 30_000;

    // The shell without windows first: it takes about a third less processor time.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome.exe"];

    // Keeps Chromium from looking for the internet, and lets it run as root in a container.
    private static readonly string[] Switches =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Windows = new();
    private static readonly ConcurrentBag<Task> Closings = [];

    private readonly SemaphoreSlim _launching = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A fresh window with its own cookies; skips the test when there is no browser.</summary>
    public async Task<IBrowserContext> NewWindowAsync(Uri baseAddress, BrowserNewContextOptions? options = null)
    {
        await _launching.WaitAsync();
        try
        {
            _browser ??= await LaunchAsync();
        }
        finally
        {
            _launching.Release();
        }

        Assert.SkipWhen(_browser is null, "No Chromium on the path, in CHROMIUM_PATH or installed by Playwright.");
        options ??= new BrowserNewContextOptions();
        options.BaseURL = baseAddress.ToString();
        var window = await _browser.NewContextAsync(options);
        Windows.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => []).Add(window);
        // As if the link with the demonstration's key had been opened.
        await window.AddCookiesAsync([
            new()
            {
                Name = "incident-training-demonstration",
                Value = PortalFactory.DemonstrationKey,
                Url = baseAddress.ToString(),
            },
        ]);
        window.SetDefaultTimeout(TimeoutMilliseconds);
        Assertions.SetDefaultExpectTimeout(TimeoutMilliseconds);
        return window;
    }

    /// <summary>A page of a fresh window, signed in as one of the demonstration's people.</summary>
    public async Task<IPage> SignInAsync(Uri baseAddress, string userName, BrowserNewContextOptions? options = null)
    {
        var window = await NewWindowAsync(baseAddress, options);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.ClickAsync($"button[value='{userName}']");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <summary>Closes the windows that a test has left open, without waiting: one whose portal is gone tries to reach it for the rest of
    /// the run.</summary>
    /// <param name="testId">The test's unique id.</param>
    public static void CloseWindowsOf(string testId)
    {
        foreach (var window in Windows.TryRemove(testId, out var open) ? open : [])
        {
            Closings.Add(window.CloseAsync());
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Closings);
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        _launching.Dispose();
    }

    private async Task<IBrowser?> LaunchAsync()
    {
        _playwright ??= await Playwright.CreateAsync();
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named ? named : OnPath();
        if (path is null && !File.Exists(_playwright.Chromium.ExecutablePath))
        {
            return null;
        }

        return await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                Headless = true,
                Args = Switches,
            }
        );
    }

    private static string? OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}

/// <summary>After each test: no window of it stays open.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ClosesItsWindowsAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => BrowserFixture.CloseWindowsOf(test.UniqueID);
}
