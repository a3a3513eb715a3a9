/// The page's script: zooming and dragging of maps, and the way from a table's row to its shape and back.
/// Everything else is there without it.
enum PageScript {
  /// Nothing is fetched from anywhere, and no script runs but this one, known by its hash.
  static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'; base-uri 'none'; "
    + "form-action 'none'"

  /// SHA-256 of ``text`` in base 64; a test recomputes it.
  static let hash = "+p9NQJHjvGqt1c0JJGeCuF1QxwEHHV/9H7aOa23dejc="

  /// In a CDATA section, since the page is XML too.
  static let text = #"""
    //<![CDATA[
    (function () {
      'use strict';
      var maps = [];

      function setUp(figure) {
        var ground = figure.querySelector('.ground'), paper = ground.querySelector('.paper');
        var bar = figure.querySelector('.scale-bar');
        var width = +ground.getAttribute('width'), height = +ground.getAttribute('height');
        var view = { x: 0, y: 0, k: 1 };
        var start = null, moved = false;

        // Later labels give way to earlier ones, as on paper; zooming in makes room for more.
      var labels = Array.from(ground.querySelectorAll('.label > text')), waiting = false;
      function placeLabels() {
        waiting = false;
        var taken = [];
        labels.map(function (label) { return label.getBoundingClientRect(); }).forEach(function (box, i) {
          var free = !taken.some(function (other) {
            return box.left < other.right && other.left < box.right
              && box.top < other.bottom && other.top < box.bottom;
          });
          if (free) { taken.push(box); }
          labels[i].setAttribute('visibility', free ? 'visible' : 'hidden');
        });
      }

      // Hatches keep their pitch on the screen.
      var hatches = Array.from(ground.parentNode.querySelectorAll('pattern')).map(function (pattern) {
        return { pattern: pattern, turn: pattern.getAttribute('patternTransform') };
      });

      function show() {
          var w = width * view.k, h = height * view.k;
          view.x = Math.min(width - w, Math.max(0, view.x));
          view.y = Math.min(height - h, Math.max(0, view.y));
          ground.setAttribute('viewBox', [view.x, view.y, w, h].join(' '));
          var shown = ground.parentNode.getBoundingClientRect().width || 880;
          ground.style.setProperty('--k', view.k * Math.min(2.4, Math.max(1, 880 / shown)));
          ground.style.touchAction = view.k < 1 ? 'none' : 'auto';
          hatches.forEach(function (hatch) {
            hatch.pattern.setAttribute('patternTransform', 'scale(' + view.k + ') ' + hatch.turn);
          });
          if (!waiting) { waiting = true; window.requestAnimationFrame(placeLabels); }
          showBar(bar.getAttribute('data-metres-per-unit') * view.k, +bar.getAttribute('data-limit'));
        }

        function showBar(metresPerUnit, limit) {
          var longest = metresPerUnit * limit;
          var power = Math.pow(10, Math.floor(Math.log10(longest) + 1e-9));
          var metres = power * (longest >= 5 * power ? 5 : longest >= 2 * power ? 2 : 1);
          var length = metres / metresPerUnit, far = metres >= 1000;
          bar.querySelector('.whole').setAttribute('width', length);
          bar.querySelector('.half').setAttribute('width', length / 2);
          var text = bar.querySelector('.whole-text');
          text.setAttribute('x', length);
          text.textContent = (far ? metres / 1000 : metres) + ' '
            + figure.getAttribute(far ? 'data-kilometre' : 'data-metre');
        }

        // The paper covers the whole ground, so its box on the screen gives the way from there to here.
        function place(event) {
          var box = paper.getBoundingClientRect();
          return {
            x: (event.clientX - box.left) / box.width * width,
            y: (event.clientY - box.top) / box.height * height
          };
        }

        function zoom(factor, at) {
          var k = Math.min(1, Math.max(1 / 40, view.k / factor));
          view.x = at.x - (at.x - view.x) * k / view.k;
          view.y = at.y - (at.y - view.y) * k / view.k;
          view.k = k;
          show();
        }

        function middle() { return { x: view.x + width * view.k / 2, y: view.y + height * view.k / 2 }; }

        // Zooming out of the whole map is left to the page, which scrolls.
        ground.addEventListener('wheel', function (event) {
          if (event.deltaY > 0 && view.k === 1) { return; }
          event.preventDefault();
          zoom(Math.pow(1.0018, -event.deltaY), place(event));
        }, { passive: false });

        ground.addEventListener('pointerdown', function (event) {
          if (event.button !== 0) { return; }
          start = place(event);
          moved = false;
        });
        ground.addEventListener('pointermove', function (event) {
          if (!start) { return; }
          var now = place(event), scale = paper.getBoundingClientRect().width / width;
          if (!moved && Math.hypot(now.x - start.x, now.y - start.y) * scale < 4) { return; }
          if (!moved) { ground.setPointerCapture(event.pointerId); }
          moved = true;
          figure.classList.add('is-dragged');
          view.x += start.x - now.x;
          view.y += start.y - now.y;
          show();
        });
        function stop() { start = null; figure.classList.remove('is-dragged'); }
        ['pointerup', 'pointercancel'].forEach(function (name) { ground.addEventListener(name, stop); });
        ground.addEventListener('pointerleave', function () { if (!moved) { stop(); } });

        ground.addEventListener('click', function (event) {
          var shape = moved ? null : event.target.closest('[id]');
          if (!shape || !ground.contains(shape)) { return; }
          pick(shape.id);
          var row = document.querySelector('tr[data-target="' + CSS.escape(shape.id) + '"]');
          var table = row ? row.closest('.table') : null;
          if (table) { table.scrollTop = row.offsetTop - table.clientHeight / 2; }
        });

        figure.querySelector('.zoom').hidden = false;
        figure.querySelector('.zoom').addEventListener('click', function (event) {
          var action = event.target.getAttribute('data-zoom');
          if (action === 'all') { view.k = 1; show(); }
          if (action === 'in') { zoom(1.6, middle()); }
          if (action === 'out') { zoom(1 / 1.6, middle()); }
        });
        figure.classList.add('is-live');
        window.addEventListener('resize', show);
        show();

        maps.push({
          ground: ground,
          goTo: function (shape) {
            var box = shape.getBBox();
            var k = Math.max(box.width / width, box.height / height) * 4;
            view.k = Math.min(1, Math.max(1 / 16, k));
            view.x = box.x + (box.width - width * view.k) / 2;
            view.y = box.y + (box.height - height * view.k) / 2;
            show();
          }
        });
      }

      // Marks a shape with a copy of its outline above everything else, and its rows.
      function pick(id) {
        document.querySelectorAll('.picked').forEach(function (old) { old.remove(); });
        document.querySelectorAll('tr.is-picked').forEach(function (old) {
          old.classList.remove('is-picked');
        });
        var shape = document.getElementById(id), ground = shape ? shape.closest('.ground') : null;
        if (!ground) { return; }
        var copy = shape.cloneNode(false);
        copy.removeAttribute('id');
        copy.setAttribute('class', shape.closest('.mark') ? 'picked is-mark' : 'picked');
        ground.appendChild(copy);
        document.querySelectorAll('tr[data-target="' + CSS.escape(id) + '"]').forEach(function (row) {
          row.classList.add('is-picked');
        });
        return shape;
      }

      document.querySelectorAll('figure.map').forEach(setUp);
      document.addEventListener('click', function (event) {
        var row = event.target.closest('tr[data-target]');
        if (!row) { return; }
        event.preventDefault();
        var shape = pick(row.getAttribute('data-target'));
        maps.forEach(function (map) { if (shape && map.ground.contains(shape)) { map.goTo(shape); } });
        if (shape) { shape.closest('figure').scrollIntoView({ block: 'nearest', behavior: 'smooth' }); }
      });
    })();
    //]]>

    """#
}
